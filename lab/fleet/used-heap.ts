import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** The heap in use after the garbage was collected, in bytes. */
export function usedHeap(): number {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  gc();
  return process.memoryUsage().heapUsed;
}
