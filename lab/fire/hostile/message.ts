type Header = readonly [name: string, value: string];

/** What must become of a message; nothing is said of one without it but what holds for all. */
export type Fate =
  /** 2xx, and its task is done and its event arrives, once. */
  | "counted"
  /** 4xx (or the connection's end), and nothing is scheduled. */
  | "refused";

/** One message to the server, to be written as it is: text in latin1, nothing mended. */
export interface Message {
  /** What is wrong with it. */
  name: string;
  method?: string;
  target: string;
  headers?: readonly Header[];
  body?: string | Uint8Array;
  /** How the body's end is told; by its length unless said otherwise. */
  framing?: "length" | "chunked" | "none";
  /** The head, instead of all that is above but for the body. */
  head?: string;
  /** It never ends: its connection is held open until all other messages are through. */
  endless?: boolean;
  fate?: Fate;
}

export const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

/** The message's bytes. Names the server and closes the connection, unless its headers do. */
export function bytesOf(message: Message, authority: string): Buffer {
  const { method = "GET", target, headers = [], framing = "length", endless } = message;
  const body = Buffer.from(message.body ?? "");
  if (message.head !== undefined) {
    return Buffer.concat([latin1(message.head.replaceAll("{host}", authority)), body]);
  }
  const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
  const added: Header[] = [];
  if (!has("host")) added.push(["host", authority]);
  if (!has("connection")) added.push(["connection", "close"]);
  if (framing === "chunked") added.push(["transfer-encoding", "chunked"]);
  else if (framing === "length" && message.body !== undefined && !has("content-length")) {
    added.push(["content-length", String(body.length + (endless ? 1 : 0))]);
  }
  const lines = [...added, ...headers].map(([name, value]) => `${name}: ${value}\r\n`);
  const head = latin1(`${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n`);
  return Buffer.concat([head, framing === "chunked" ? chunked(body, endless) : body]);
}

const CHUNK = 16 * 1024;

function chunked(body: Buffer, endless = false): Buffer {
  const chunks: Buffer[] = [];
  for (let start = 0; start < body.length; start += CHUNK) {
    const chunk = body.subarray(start, start + CHUNK);
    chunks.push(latin1(`${chunk.length.toString(16)}\r\n`), chunk, latin1("\r\n"));
  }
  return Buffer.concat(endless ? chunks : [...chunks, latin1("0\r\n\r\n")]);
}

/** The parts of a form as multipart/form-data, and the headers that say so. */
export function form(parts: readonly (readonly [name: string, value: string])[]) {
  const boundary = "hostile";
  const written = parts.map(
    ([name, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    headers: [["content-type", `multipart/form-data; boundary=${boundary}`]] as Header[],
    body: `${written.join("")}--${boundary}--\r\n`,
  };
}

/** The message in a line. */
export function describe({ name, method = "GET", target, headers: own, body }: Message): string {
  const sent = JSON.stringify({ headers: own, body: body?.toString().slice(0, 100) });
  return `${name} (${method} ${target.slice(0, 60)} ${sent.slice(0, 300)})`;
}
