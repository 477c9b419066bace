import { markdownTable } from "markdown-table";
import type { Bench, Row } from "../bench-file.ts";
import { type Goal, isMet } from "../goals.ts";
import { AGREE, type Figures, LEVELS } from "../rounds.ts";
import { POSTHOG_MS } from "../served.ts";
import { variantOf } from "../variants.ts";

const ms = (value: number | undefined): string => {
  if (value === undefined) return "";
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
};
const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;

const at = (row: Row, level: number): Partial<Figures> => row.at[level] ?? {};

const columns: Record<string, (row: Row) => string> = {
  "what a request asks for": ({ name }) => variantOf(name).title,
  "CPU ms": (row) => (at(row, 20).cpuMsPerView ?? 0).toFixed(2),
  "times the same, nothing counted": (row) => (row.ratio[20] ?? 0).toFixed(2),
  ...Object.fromEntries(
    LEVELS.map((level) => [
      `p50, p99 ms, ${level} at once`,
      (row: Row) => `${ms(at(row, level).responseP50)}, ${ms(at(row, level).responseP99)}`,
    ]),
  ),
  "first byte ms": (row) => ms(at(row, 1).firstByteP50),
  "held p50, p99 ms": (row) =>
    at(row, 20).heldP50 === undefined
      ? "no function"
      : `${ms(at(row, 20).heldP50)}, ${ms(at(row, 20).heldP99)}`,
  "to PostHog per 1,000": (row) => ms(at(row, 20).posthogRequestsPer1000),
  "log errors per 1,000": (row) => ms(at(row, 20).errorsPer1000),
  "heap MB (views)": ({ heapMB, views }) => `${heapMB.toFixed(1)} (${views.toLocaleString("en")})`,
};

function goalRow(goal: Goal): string[] {
  const { atMost, atLeast, figure } = goal;
  const bound = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  return [goal.goal, bound, figure.toFixed(3), isMet(goal) ? "met" : "**missed**"];
}

/** The bench for people, as Markdown. */
export function benchTable({ machine, others, rounds, disagreement, amounts, rows, goals }: Bench) {
  const agreed =
    disagreement <= AGREE
      ? `Two halves of the rounds agree within ${percent(disagreement)}.`
      : `**Two halves of the rounds lie ${percent(disagreement)} apart: do not rely on these.**`;
  return `# What a view costs

Written by \`npm run bench -w lab\`. Each row is a \`next start\` of its own, asked by turns with the others,
${rounds} rounds of ${Object.values(amounts).join(", ")} views at ${LEVELS.join(", ")} at once; PostHog is ${POSTHOG_MS} ms
away. CPU time is the server's own, as its process tells it, and so is how long a function is held: from
the request's arrival to the end of all that it gave to \`waitUntil\`. CPU, first byte, held and the columns
after them are of 20 at once, the first byte of one. Response times depend on the machine, ratios less.

${machine.cores} × ${machine.cpu}, ${machine.memoryGB} GB, Node.js ${machine.node}, Next.js ${machine.next}. Meanwhile
other programs used ${Math.round(others)} % of its cores. ${agreed}

<picture><source media="(prefers-color-scheme: dark)" srcset="cpu-dark.svg"><img alt="CPU time of a view; the figures are in the table" src="cpu-light.svg"></picture>
<picture><source media="(prefers-color-scheme: dark)" srcset="held-dark.svg"><img alt="How long a function is held; the figures are in the table" src="held-light.svg"></picture>

${markdownTable([Object.keys(columns), ...rows.map((row) => Object.values(columns).map((of) => of(row)))])}

## Goals

${markdownTable([["goal", "wanted", "measured", ""], ...goals.map(goalRow)])}
`;
}
