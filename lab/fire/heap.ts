import { once } from "node:events";
import type { Host } from "../../e2e/hosts/host.ts";

/** Environment that lets {@link heapOf} ask the server. */
export const inspectable = { NODE_OPTIONS: "--inspect=127.0.0.1:0" };

/** Whether {@link heapOf} can ask the server. */
export const isInspectable = ({ output }: Host): boolean =>
  output.some((line) => listening.test(line));
const listening = /Debugger listening on (ws:\S+)/;

/** The bytes that a server uses on its heap, and in buffers beside it, after its garbage was collected. */
export async function heapOf({ output }: Host): Promise<{ heap: number; buffers: number }> {
  const url = listening.exec(output.join("\n"))?.[1];
  if (!url) throw new Error("The server was not started with `inspectable`");
  const socket = new WebSocket(url);
  await once(socket, "open");
  async function call(id: number, method: string) {
    socket.send(JSON.stringify({ id, method }));
    for (;;) {
      const [{ data }] = (await once(socket, "message")) as [MessageEvent<string>];
      const answer = JSON.parse(data) as { id?: number; result?: HeapUsage };
      if (answer.id === id) return answer.result;
    }
  }
  // What a first collection finalizes, only a second one frees.
  await call(1, "HeapProfiler.collectGarbage");
  await call(2, "HeapProfiler.collectGarbage");
  const usage = await call(3, "Runtime.getHeapUsage");
  socket.close();
  if (!usage?.usedSize) throw new Error("The inspector did not tell the heap's size");
  return { heap: usage.usedSize, buffers: usage.backingStorageSize ?? 0 };
}

/** https://chromedevtools.github.io/devtools-protocol/tot/Runtime/#method-getHeapUsage */
interface HeapUsage {
  usedSize?: number;
  backingStorageSize?: number;
}
