import { Agent, request as ask } from "node:http";
import autocannon from "autocannon";

/** One request of a view. */
export interface Asked {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: () => string;
}

/** How long the first request of each view took, in ms. */
export interface Timed {
  ms: number[];
  firstByteMs: number[];
}

/** Asks for so many views, one after the other over one connection. Throws for a bad answer. */
export async function oneByOne(
  url: string,
  viewOf: (turn: number) => Asked[],
  views: number,
): Promise<Timed> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const timed: Timed = { ms: [], firstByteMs: [] };
  for (let turn = 0; turn < views; turn += 1) {
    for (const [index, asked] of viewOf(turn).entries()) {
      const { ms, firstByteMs } = await time(url, asked, agent);
      if (index > 0) continue;
      timed.ms.push(ms);
      timed.firstByteMs.push(firstByteMs);
    }
  }
  agent.destroy();
  return timed;
}

/** Sends one request and reads its answer. */
export const time = (url: string, { method, path, headers, body }: Asked, agent?: Agent) =>
  new Promise<{ ms: number; firstByteMs: number }>((resolve, reject) => {
    const started = performance.now();
    const call = ask(url + path, { method, headers, ...(agent && { agent }) }, (response) => {
      let firstByteMs = 0;
      response.once("data", () => (firstByteMs = performance.now() - started)).resume();
      response.once("error", reject).once("end", () => {
        const { statusCode = 0 } = response;
        if (statusCode >= 300) reject(new Error(`${path} answered ${statusCode}`));
        else resolve({ ms: performance.now() - started, firstByteMs });
      });
    });
    call.once("error", reject).end(body?.());
  });

/** Asks for so many views over so many connections. Throws for a bad answer. */
export async function atOnce(
  url: string,
  viewOf: (turn: number) => Asked[],
  views: number,
  connections: number,
): Promise<Timed> {
  const ms: number[] = [];
  const wrong: string[] = [];
  const asks = [0, 1, 2, 3].flatMap((turn) =>
    viewOf(turn).map((asked, index) => ({ asked, index })),
  );
  const last = { isFirst: false };
  const requests = asks.map(({ asked: { method, path, headers, body }, index }) => ({
    method,
    path,
    headers,
    ...(body && { setupRequest: (request: object) => ({ ...request, body: body() }) }),
    onResponse(status: number) {
      last.isFirst = index === 0;
      if (status >= 300) wrong.push(`${path} answered ${status}`);
    },
  }));
  const amount = (views * asks.length) / 4;
  await new Promise<void>((resolve, reject) => {
    const options = {
      url,
      amount,
      connections: Math.min(connections, amount),
      timeout: 30,
      requests,
    };
    const run = autocannon(options, (error: unknown) => (error ? reject(error) : resolve()));
    run.on("reqError", (error: Error) => wrong.push(error.message));
    // Comes right after onResponse, for the same response.
    run.on("response", (_client, _status, _bytes, took) => {
      if (last.isFirst) ms.push(took);
    });
  });
  if (wrong.length > 0) throw new Error(`${wrong.length} of ${amount}: ${wrong[0]}`);
  return { ms, firstByteMs: [] };
}
