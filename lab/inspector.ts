import { once } from "node:events";
import type { Host } from "../e2e/hosts/host.ts";

/** Node's option that lets an {@link Inspector} ask a server. */
export const INSPECTABLE = "--inspect=127.0.0.1:0";

const listening = /Debugger listening on (ws:\S+)/;

/** Whether a server was started with {@link INSPECTABLE}. */
export const isInspectable = ({ output }: Pick<Host, "output">): boolean =>
  output.some((line) => listening.test(line));

/** https://chromedevtools.github.io/devtools-protocol/tot/Runtime */
interface Answer {
  id?: number;
  result?: {
    usedSize?: number;
    backingStorageSize?: number;
    result?: { value?: unknown };
    exceptionDetails?: unknown;
  };
}

/** Bytes: on the heap, and in buffers beside it. */
export interface HeapUsage {
  heap: number;
  buffers: number;
}

/** Asks a server of its own process, over Node's inspector. */
export class Inspector {
  private readonly socket: WebSocket;
  private asked = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
  }

  /** Throws where the server was not started with {@link INSPECTABLE}. */
  static async open({ output }: Pick<Host, "output">): Promise<Inspector> {
    const url = listening.exec(output.join("\n"))?.[1];
    if (!url) throw new Error(`The server was not started with ${INSPECTABLE}`);
    const socket = new WebSocket(url);
    await once(socket, "open");
    return new Inspector(socket);
  }

  private async call(method: string, params: object = {}): Promise<Answer["result"]> {
    const id = (this.asked += 1);
    this.socket.send(JSON.stringify({ id, method, params }));
    for (;;) {
      const [{ data }] = (await once(this.socket, "message")) as [MessageEvent<string>];
      const answer = JSON.parse(data) as Answer;
      if (answer.id === id) return answer.result;
    }
  }

  /** The value of an expression there, which must be JSON. */
  async evaluate<T>(expression: string): Promise<T> {
    const answer = await this.call("Runtime.evaluate", { expression, returnByValue: true });
    if (answer?.exceptionDetails) throw new Error(`${expression} threw in the server`);
    return answer?.result?.value as T;
  }

  /** What is in use after the garbage was collected. */
  async heap(): Promise<HeapUsage> {
    // What a first collection finalizes, only a second one frees.
    await this.call("HeapProfiler.collectGarbage");
    await this.call("HeapProfiler.collectGarbage");
    const usage = await this.call("Runtime.getHeapUsage");
    if (!usage?.usedSize) throw new Error("The inspector did not tell the heap's size");
    return { heap: usage.usedSize, buffers: usage.backingStorageSize ?? 0 };
  }

  close(): void {
    this.socket.close();
  }
}

/** What a server uses of its heap after its garbage was collected. */
export async function heapOf(host: Pick<Host, "output">): Promise<HeapUsage> {
  const inspector = await Inspector.open(host);
  try {
    return await inspector.heap();
  } finally {
    inspector.close();
  }
}
