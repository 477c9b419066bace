import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";

/** A request, and the task that its answer promises. */
export interface Ask {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: string;
  task: string | readonly string[];
}

/** What came back, and when. */
export interface Answer {
  /** 0 where the connection broke before a status came. */
  status: number;
  /** Its last byte came, and it is not the host's own word that a function failed. */
  whole: boolean;
  /** The request's id, as the app names it. */
  id: string | undefined;
  /** The request's id, as a serverless platform names it. */
  platformId: string | undefined;
  /** Milliseconds from the request to the last byte of the answer. */
  ms: number;
  tasks: readonly string[];
}

const PATIENCE_MS = 30_000;
const FUNCTION_FAILED = "FUNCTION_INVOCATION_FAILED";
/** A request of a bot is not a view. */
export const browser =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
/** Products that are looked at, by turns. */
export const slugs = ["ember", "halo", "lintel", "dusk"];

export const view = (turn = 0): Ask => ({
  method: "GET",
  path: `/products/${slugs[turn % slugs.length]}`,
  headers: { "user-agent": browser },
  task: "product_viewed",
});

export const track = (headers: Record<string, string> = {}): Ask => ({
  method: "POST",
  path: "/api/track",
  headers: { "content-type": "application/json", "user-agent": browser, ...headers },
  body: JSON.stringify({ event: "product_shared", slug: "ember", method: "link" }),
  task: "product_shared",
});

/** One request in two is a view. */
export const mixed = (turn: number): Ask => (turn % 2 === 0 ? view(turn) : track());

/** A request to a route that only this suite's builds have. */
export const fireRoute = (name: string, task: string | readonly string[] = name): Ask => ({
  method: "POST",
  path: `/fire/${name}`,
  headers: { "user-agent": browser },
  task,
});

/** Sends a request and reads its answer to the end. Never rejects: an answer may be none. */
export async function send(url: string, { method, path, headers, body, task }: Ask) {
  const started = performance.now();
  const answer: Answer = {
    status: 0,
    whole: false,
    id: undefined,
    platformId: undefined,
    ms: 0,
    tasks: [task].flat(),
  };
  const call = request(url + path, { method, headers, signal: AbortSignal.timeout(PATIENCE_MS) });
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      call.once("response", resolve).once("error", reject).end(body);
    });
    answer.status = response.statusCode ?? 0;
    answer.id = response.headers["x-request-id"]?.toString();
    answer.platformId = response.headers["x-vercel-id"]?.toString().split("::").at(-1);
    answer.whole = !(await text(response)).endsWith(FUNCTION_FAILED);
  } catch {
    // The connection broke or took too long: this is what an answer that is not whole says.
  }
  answer.ms = performance.now() - started;
  return answer;
}
