import { ExplainOnFocus } from "./explain-on-focus";
import { type Kind, labels, meaningOf } from "./part-label";
import styles from "./part-label.module.css";

/** What each kind means in a visitor's words, and what it is in those of Next.js. */
const meanings: Record<Kind, { meaning: string; term: string }> = {
  shell: {
    meaning: "Made once, when the site was built, and sent to everybody at once.",
    term: "static shell",
  },
  cached: {
    meaning: "Made at that time and kept: everybody gets this copy until it changes.",
    term: '"use cache"',
  },
  request: {
    meaning: "Made anew for each visit, while the rest is on its way already.",
    term: "<Suspense>, connection()",
  },
  after: {
    meaning: "Done when the page has been sent: nobody waits for it.",
    term: "after()",
  },
};

/** What the labels mean: to be read below, and to be shown beside each. Goes when they do. */
export function Legend() {
  const kinds = (Object.keys(labels) as Kind[]).map((kind) => ({ kind, ...meanings[kind] }));
  return (
    <aside className={styles.legend} aria-label="What the labels mean">
      <dl>
        {kinds.map(({ kind, meaning, term }) => (
          <div key={kind}>
            <dt className={styles.label} data-kind={kind}>
              <span>{labels[kind]}</span>
            </dt>
            <dd>
              {meaning} <code>{term}</code>
            </dd>
          </div>
        ))}
      </dl>
      {kinds.map(({ kind, meaning, term }) => (
        <p key={kind} className={styles.meaning} id={meaningOf(kind)} popover="auto">
          {meaning} <code>{term}</code>
        </p>
      ))}
      <ExplainOnFocus />
    </aside>
  );
}
