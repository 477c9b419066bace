import { connect } from "node:net";

export interface Answer {
  status: number;
  /** The request's id, where the app gave it one. */
  id: string | undefined;
  /** The head and the body as they came. */
  text: string;
}

export interface Connection {
  /** What has been answered so far. */
  answers: () => Answer[];
  /** Why nothing more will come. */
  ended: Promise<"closed" | "reset" | "silent">;
  close: () => void;
}

/** Writes bytes to the server as they are, and reads what it answers until it closes. */
export function write(url: URL, bytes: Uint8Array, patienceMs: number): Connection {
  const chunks: Buffer[] = [];
  const ended = Promise.withResolvers<"closed" | "reset" | "silent">();
  const socket = connect(Number(url.port), url.hostname);
  socket.on("data", (chunk) => chunks.push(chunk));
  // It may refuse what it has not read to its end: then writing fails.
  socket.on("error", () => ended.resolve("reset"));
  socket.on("close", () => ended.resolve("closed"));
  socket.setTimeout(patienceMs, () => {
    ended.resolve("silent");
    socket.destroy();
  });
  socket.write(bytes);
  return {
    answers: () => answersIn(Buffer.concat(chunks).toString("latin1")),
    ended: ended.promise,
    close: () => socket.destroy(),
  };
}

function answersIn(text: string): Answer[] {
  return text
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter(Boolean)
    .map((answer) => ({
      status: Number(answer.slice(9, 12)),
      id: /^x-request-id: ([0-9a-f-]{36})\r$/im.exec(answer)?.[1],
      text: answer,
    }))
    .filter(({ status }) => status !== 100);
}
