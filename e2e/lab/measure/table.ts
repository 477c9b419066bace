import { sections } from "../patterns/all.ts";
import { type Pattern, type Way, ways } from "../patterns/pattern.ts";
import { movedCells } from "./compare.ts";
import type { Cell, LabMap, Run } from "./cell.ts";

const introduction = `# The after() map

How often the callback of \`after()\` runs: where it is called down the page, how it is asked for across.
Right is 1 for a view and 0 for everything else (a build, HEAD, a bot, a prefetch, back and forward, a
render that an action causes): **bold** is wrong. \`!\` says that Next logged an error, \`2/1\` that 2
started and 1 ended. Every number is measured by \`npm run map\`; the code of each row is in \`app\` and
\`refused\`, under the row's name.`;

/** The map for people, as Markdown. */
export function mapTable({ next, runs }: LabMap): string {
  const [first, ...others] = runs;
  if (!first) return introduction;
  return [
    introduction,
    runTables(next, first),
    ...others.map((run) => differences(next, run, first)),
  ]
    .join("\n\n")
    .concat("\n");
}

const heading = (next: string, { host, partialPrefetching }: Run) =>
  `## ${host}, Next.js ${next}, \`partialPrefetching: ${partialPrefetching}\``;

const runTables = (next: string, run: Run) =>
  [heading(next, run), ...sectionTables(run, () => true)].join("\n\n");

function differences(next: string, run: Run, first: Run): string {
  const moved = ({ name }: Pattern) =>
    movedCells(
      { ...first, patterns: { [name]: first.patterns[name] ?? {} } },
      { ...run, patterns: { [name]: run.patterns[name] ?? {} } },
    ).length > 0;
  const note = "Only the rows that differ from the first table.";
  return [heading(next, run), note, ...sectionTables(run, moved)].join("\n\n");
}

function sectionTables(run: Run, wanted: (pattern: Pattern) => boolean): string[] {
  return Object.entries(sections).flatMap(([title, patterns]) => {
    const rows = patterns.filter(wanted);
    return rows.length === 0 ? [] : [`### ${title}\n\n${sectionTable(rows, run)}`];
  });
}

function sectionTable(patterns: Pattern[], run: Run): string {
  const columns = (Object.keys(ways) as Way[]).filter((way) =>
    patterns.some(({ asked }) => asked.includes(way)),
  );
  const rows = patterns.map((pattern) => [
    `${pattern.title} (\`${pattern.name}\`)`,
    ...columns.map((way) =>
      numbers(run.patterns[pattern.name]?.[way], pattern.right?.[way] ?? ways[way].views),
    ),
    pattern.why,
  ]);
  const titles = ["after() is called", ...columns.map((way) => ways[way].title), "why"];
  return [titles, titles.map(() => "---"), ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

function numbers(cell: Cell | undefined, expected: number): string {
  if (!cell) return "";
  if (cell.refused) return "refused";
  const { started, finished, errors } = cell;
  const count = started === finished ? `${started}` : `${started}/${finished}`;
  const emphasised = started === expected && finished === expected ? count : `**${count}**`;
  return errors ? `${emphasised} !` : emphasised;
}
