import { kinds } from "./kinds";
import styles from "./part-label.module.css";

/** What the labels mean. Goes with them when the header's switch hides them. */
export function Legend() {
  return (
    <aside className={styles.legend} aria-label="What the labels mean">
      <dl>
        {Object.entries(kinds).map(([kind, { label, meaning, term }]) => (
          <div key={kind}>
            <dt className={styles.label} data-kind={kind}>
              <span>{label}</span>
            </dt>
            <dd>
              {meaning} <code>{term}</code>
            </dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
