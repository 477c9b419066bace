import "server-only";
import type { EventMessage } from "posthog-node";
import { env } from "../env";
import { perProcess } from "../process/per-process";
import { flushAgain, shareFlush } from "./flush";

const MAX_WAITING = 5_000;
const FLUSH_AGAIN_MS = 5_000;

/**
 * Queues an event and resolves when the batch that holds it was accepted; rejects with the reason
 * when it was not. After a network error the batch stays queued: it goes out with the next event,
 * or in a process that is not frozen by itself, some seconds after PostHog can be reached again.
 * Rejects at once when too many events wait already: the client would drop the oldest in silence.
 *
 * The client is made on the first event, inside a task, so that it costs no response and no start.
 */
export async function send(key: string, message: EventMessage): Promise<void> {
  const connection = await perProcess("posthog", () => connect(key));
  if (connection.waiting >= MAX_WAITING) throw new Error(`${MAX_WAITING} events wait for PostHog`);
  connection.waiting += 1;
  try {
    connection.client.capture(message);
    await connection.flush();
  } finally {
    connection.waiting -= 1;
  }
}

async function connect(key: string) {
  const { PostHog } = await import("posthog-node");
  const client = new PostHog(key, {
    host: env().posthogHost,
    // Only our flush sends: by default a timer and every 20th event would too, and a frozen
    // instance has no timers. A batch is as large as flushAt: some 5 MB of PostHog's 20.
    flushAt: 2 * MAX_WAITING,
    maxQueueSize: 2 * MAX_WAITING,
    flushInterval: 0,
    // A task has AFTER_TIMEOUT_MS: three tries have to fit.
    requestTimeout: 2_500,
    fetchRetryCount: 2,
    fetchRetryDelay: 250,
  });
  const flush = flushAgain(
    shareFlush(() => client.flush()),
    FLUSH_AGAIN_MS,
  );
  return { client, flush, waiting: 0 };
}
