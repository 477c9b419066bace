import { markdownTable } from "markdown-table";
import type { Bench, Row } from "../bench-file.ts";
import { type Goal, isMet } from "../goals.ts";
import { AGREE, AT_ONCE } from "../blocks.ts";
import { type Figures, LEVELS } from "../rounds.ts";
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
  "CPU ms": ({ cpuMs }) => cpuMs.toFixed(2),
  "times the same, nothing counted": ({ ratio }) => ratio.toFixed(2),
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
export function benchTable(bench: Bench) {
  const { machine, others, blocks, blockSeconds, rounds, disagreement, amounts, rows, goals } =
    bench;
  const agreed =
    disagreement <= AGREE
      ? `The ratios of two halves of the blocks agree within ${percent(disagreement)}.`
      : `**The ratios of two halves of the blocks lie ${percent(disagreement)} apart: do not rely on them.**`;
  return `# What a view costs

Written by \`npm run bench -w lab\`. Each row is a \`next start\` of its own; PostHog is ${POSTHOG_MS} ms away.

CPU time is the server's own, as its process tells it: all servers are asked at the same time, for
${AT_ONCE} views at once each, in ${blocks} blocks of ${blockSeconds} s, so that whatever the machine does it does to all.
The rest is of one server at a time, by turns, in ${rounds} rounds of ${Object.values(amounts).join(", ")} views at
${LEVELS.join(", ")} at once. A function is held from the request's arrival to the end of all that it gave to
\`waitUntil\`. The first byte is of one at a time, held and the columns after it of 20 at once. Times depend
on the machine, ratios less.

${machine.cores} × ${machine.cpu}, ${machine.memoryGB} GB, Node.js ${machine.node}, Next.js ${machine.next}. Meanwhile
other programs used ${Math.round(others)} % of its cores. ${agreed}

<picture><source media="(prefers-color-scheme: dark)" srcset="cpu-dark.svg"><img alt="CPU time of a view; the figures are in the table" src="cpu-light.svg"></picture>
<picture><source media="(prefers-color-scheme: dark)" srcset="held-dark.svg"><img alt="How long a function is held; the figures are in the table" src="held-light.svg"></picture>

${markdownTable([Object.keys(columns), ...rows.map((row) => Object.values(columns).map((of) => of(row)))])}

## Goals

${markdownTable([["goal", "wanted", "measured", ""], ...goals.map(goalRow)])}
`;
}
