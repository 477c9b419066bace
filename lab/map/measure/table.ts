import { markdownTable } from "markdown-table";
import { sections } from "../patterns/all.ts";
import { type Pattern, type Way, ways } from "../patterns/pattern.ts";
import { heatMapInWords } from "../picture/heat-map.ts";
import type { Cell, LabMap, Run } from "./cell.ts";
import { claims } from "./claims.ts";
import { isSame } from "./compare.ts";
import { counts, expected, inShort, isRight } from "./verdicts.ts";

const introduction = `# The after() map

How often the callback of \`after()\` runs, by the place where it is called and the way in which that is
asked for. Right is 1 for a view and 0 for everything else. Every number and every verdict comes from a
run of \`npm run map -w lab\`; the code of each row is in \`app\` and \`refused\`, under the row's name. What
looks like a defect of Next is in \`lab/reports\`, each with a reproduction: \`npm run reproduce -w lab -- twice-per-view\`.
What differs on other versions of Next is in [versions](versions/versions.md).`;

/** In both themes; who does not see it reads it. */
const picture = (map: LabMap) =>
  `<picture><source media="(prefers-color-scheme: dark)" srcset="picture/heat-map-dark.svg"><img src="picture/heat-map-light.svg" alt="${heatMapInWords(map)}"></picture>`;

const legend = `A row is a place of \`after()\`, a column a way of asking. **Bold** is wrong; \`2/1\` means that 2
started and 1 ended, \`1 late\` that the host froze before it ended, \`!\` that Next logged an error.`;

/** The map for people, as Markdown. */
export function mapTable(map: LabMap): string {
  const { next, runs } = map;
  const [first, ...others] = runs;
  if (!first) return introduction;
  return [
    introduction,
    picture(map),
    `## In short\n\nOn ${describeRun(next, first)}:`,
    inShort(first),
    "## What is said of it, and what was measured",
    claims(runs),
    "## The columns",
    Object.values(ways)
      .map(({ title, means }) => `- **${title}**: ${means}`)
      .join("\n"),
    `## ${describeRun(next, first)}`,
    legend,
    ...sectionTables(first, () => true, true),
    ...others.map((run) => differences(next, run, first)),
  ]
    .join("\n\n")
    .concat("\n");
}

const describeRun = (next: string, { host, partialPrefetching }: Run) =>
  `${host}, Next.js ${next}, \`partialPrefetching: ${partialPrefetching}\``;

function differences(next: string, run: Run, first: Run): string {
  const differs = ({ name }: Pattern) => {
    const cells = Object.entries(run.patterns[name] ?? {}) as [Way, Cell][];
    return cells.some(([way, cell]) => !isSame(cell, first.patterns[name]?.[way]));
  };
  return [
    `## ${describeRun(next, run)}`,
    "The rows that differ from the first table.",
    ...sectionTables(run, differs, false),
  ].join("\n\n");
}

function sectionTables(run: Run, wanted: (row: Pattern) => boolean, whys: boolean): string[] {
  return Object.entries(sections).flatMap(([title, patterns]) => {
    const rows = patterns.filter(wanted);
    return rows.length === 0 ? [] : [`### ${title}\n\n${sectionTable(rows, run, whys)}`];
  });
}

function sectionTable(patterns: Pattern[], run: Run, whys: boolean): string {
  const columns = (Object.keys(ways) as Way[]).filter((way) =>
    patterns.some(({ name }) => run.patterns[name]?.[way]),
  );
  const rows = patterns.map((pattern) => [
    `${pattern.title} (\`${pattern.name}\`)`,
    ...columns.map((way) => numbers(run.patterns[pattern.name]?.[way], expected(pattern, way))),
    ...(whys ? [pattern.why] : []),
  ]);
  const titles = columns.map((way) => ways[way].title);
  return markdownTable([["after() is called", ...titles, ...(whys ? ["why"] : [])], ...rows]);
}

/** The rows that open the README, in the columns that people ask for most. */
export function readmeTable({ runs: [run] }: LabMap): string {
  const columns = ["build", "get", "seen", "click", "clickAgain", "head"] as const;
  const rows = Object.values(sections)
    .flat()
    .filter(({ inReadme }) => inReadme)
    .map((pattern) => [
      pattern.inReadme ?? "",
      ...columns.map((way) => numbers(run?.patterns[pattern.name]?.[way], expected(pattern, way))),
    ]);
  return markdownTable([
    ["`after()` is called", ...columns.map((way) => ways[way].title)],
    ...rows,
  ]);
}

function numbers(cell: Cell | undefined, times: number): string {
  if (!cell) return "";
  const said = counts(cell);
  return `${isRight(cell, times) || cell.refused ? said : `**${said}**`}${cell.errors ? " !" : ""}`;
}
