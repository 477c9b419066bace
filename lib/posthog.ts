import "server-only";
import type { EventMessage } from "posthog-node";
import { env } from "./env";
import { perProcess } from "./per-process";
import { shareFlush } from "./shared-flush";

/**
 * Queues an event and resolves when the batch that holds it was accepted; rejects with the reason
 * when it was not. After a network error the batch stays queued and goes out with the next one.
 *
 * The client is made on the first event, inside a task, so that it costs no response and no start.
 */
export async function send(key: string, message: EventMessage): Promise<void> {
  const { client, flush } = await perProcess("posthog", () => connect(key));
  client.capture(message);
  await flush();
}

async function connect(key: string) {
  const { PostHog } = await import("posthog-node");
  const client = new PostHog(key, {
    host: env().posthogHost,
    // Only our flush sends: by default a timer and every 20th event would too, and a frozen
    // instance has no timers.
    flushAt: 1_000,
    flushInterval: 0,
    // A task has AFTER_TIMEOUT_MS: three tries have to fit.
    requestTimeout: 2_500,
    fetchRetryCount: 2,
    fetchRetryDelay: 250,
  });
  return { client, flush: shareFlush(() => client.flush()) };
}
