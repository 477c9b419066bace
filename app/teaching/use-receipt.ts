import { useEffect, useState } from "react";
import type { Receipt } from "@/lib/after/receipts";
import { sitePath } from "@/lib/http/site-path";
import { responseMs } from "./responses";

const POLL_MS = 250;
const GIVE_UP_MS = 60_000;

/**
 * A request's receipt, asked for until all that the request scheduled has ended. What is `expected`
 * to be scheduled is waited for, also where the page did not see it yet. With `sentMs`: how long
 * this browser waited for the response.
 */
export function useReceipt(soFar: Receipt, expected: boolean) {
  const [{ receipt, sentMs }, setSeen] = useState<Seen>({ receipt: soFar });
  const [gaveUp, setGaveUp] = useState(false);
  const { requestId } = soFar;
  const awaited = expected && receipt.tasks.length === 0;
  const settled = !awaited && receipt.tasks.every((task) => task.endedAt);
  useEffect(() => {
    if (settled) {
      // The receipt may be faster than the end of the response that it tells of.
      const timer = setTimeout(() => setSeen((seen) => measured(seen.receipt)), POLL_MS);
      return () => clearTimeout(timer);
    }
    const controller = new AbortController();
    void poll(requestId, controller.signal, (seen) => setSeen(measured(seen))).then(() => {
      if (!controller.signal.aborted) setGaveUp(true);
    });
    return () => controller.abort();
  }, [requestId, settled]);
  return { receipt, sentMs, settled, gaveUp: !settled && gaveUp };
}

interface Seen {
  receipt: Receipt;
  sentMs?: number | undefined;
}

const measured = (receipt: Receipt): Seen => ({ receipt, sentMs: responseMs(receipt.requestId) });

async function poll(
  requestId: string,
  signal: AbortSignal,
  show: (receipt: Receipt) => void,
): Promise<void> {
  const started = performance.now();
  while (!signal.aborted && performance.now() - started < GIVE_UP_MS) {
    try {
      const response = await fetch(sitePath(`/api/receipts/${requestId}`), { signal });
      // A 404 may only mean that another instance has not heard of it yet.
      if (response.ok) show((await response.json()) as Receipt);
    } catch {
      // Offline, or the visitor moved on: the loop's condition tells which.
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
