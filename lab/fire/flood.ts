import autocannon from "autocannon";
import type { Answer, Ask } from "./ask.ts";
import type { Stage } from "./stage.ts";

/**
 * Asks so many times as fast as so many connections can, the same requests over and over on each.
 * Returns how long the responses took, in ms.
 */
export async function flood(
  { host, answers }: Stage,
  asks: readonly Ask[],
  { amount, connections = 50 }: { amount: number; connections?: number },
): Promise<number[]> {
  const heard: Answer[] = [];
  const requests = asks.map(({ method, path, headers, body, task }) => ({
    method,
    path,
    headers,
    ...(body !== undefined && { body }),
    onResponse(status: number, _body: string, _context: object, received: object = {}) {
      const { "x-request-id": id } = received as Record<string, string>;
      heard.push({ status, id, ms: 0, whole: true, platformId: undefined, tasks: [task].flat() });
    },
  }));
  await new Promise<void>((resolve, reject) => {
    const options = { url: host.url, amount, connections, timeout: 30, requests };
    const run = autocannon(options, (error: unknown) => (error ? reject(error) : resolve()));
    // Comes right after onResponse, for the same response.
    run.on("response", (_client, _status, _bytes, ms) => {
      const last = heard.at(-1);
      if (last) last.ms = ms;
    });
  });
  const ms = heard.map((answer) => answer.ms);
  while (heard.length < amount) heard.push(unanswered);
  for (const answer of heard) answers.push(answer);
  return ms;
}

const unanswered: Answer = {
  status: 0,
  id: undefined,
  ms: 0,
  whole: false,
  platformId: undefined,
  tasks: [],
};
