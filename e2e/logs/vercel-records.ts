import { z } from "zod";
import { parseAfterLine, taskStates } from "../../lib/after/log-line";
import { type SeenLine, UnreadableLogs } from "./log-source";

/** How many records one look may return. */
export const LIMIT = 10_000;

const record = z.object({
  type: z.literal("log"),
  data: z.looseObject({
    timestamp: z.union([z.string(), z.number()]),
    message: z.string().nullish(),
    truncated: z.boolean().nullish(),
  }),
});
const summary = z.object({
  type: z.literal("summary"),
  pagination: z.object({ hasMore: z.boolean() }),
});
const rank = ({ state }: SeenLine) => taskStates.indexOf(state);

/** What `vercel logs --json` printed, as lines in the order of their times. Throws when incomplete. */
export function readRecords(stdout: string): SeenLine[] {
  const rows = stdout.split("\n").map(parseJson);
  const end = rows.map((row) => summary.safeParse(row).data).find((row) => row !== undefined);
  if (!end) throw new Error("vercel logs ended before its summary: some records may be missing.");
  if (end.pagination.hasMore) {
    throw new UnreadableLogs(
      `There are more than ${LIMIT} records: run the suite on a quieter deployment.`,
    );
  }
  // The same record may be returned twice.
  const distinct = new Map<string, SeenLine[]>();
  for (const row of rows) {
    const { data } = record.safeParse(row).data ?? {};
    if (!data?.message?.includes("[after]")) continue;
    if (data.truncated) {
      throw new UnreadableLogs(`A log record was truncated: ${data.message.slice(0, 200)}`);
    }
    const at = new Date(data.timestamp).toISOString();
    const lines = data.message.split("\n").flatMap((text) => parseAfterLine(text) ?? []);
    const seen = lines.map((line) => ({ ...line, at }));
    distinct.set(JSON.stringify(data), seen);
  }
  return [...distinct.values()]
    .flat()
    .toSorted((a, b) => (a.at ?? "").localeCompare(b.at ?? "") || rank(a) - rank(b));
}

/** One of the CLI's typed lines, or undefined for any other. */
export function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
