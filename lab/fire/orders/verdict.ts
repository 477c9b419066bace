import type { Partner } from "../../../e2e/partner.ts";
import type { PostHogSink } from "../../../e2e/posthog-sink.ts";

interface Promised {
  /** When each order was acknowledged, by its id. */
  acknowledged: ReadonlyMap<string, number>;
  partner: Partner;
  sink: PostHogSink;
}

/** What became of what was acknowledged. */
export function verdictOf({ acknowledged, partner, sink }: Promised) {
  const webhooks = new Map<string, Set<string>>();
  for (const [id, message] of partner.taken) {
    add(webhooks, (message as { data: { id: string } }).data.id, id);
  }
  const events = new Map<string, Set<string>>();
  const sent = sink.events.filter(({ event }) => event === "order_placed");
  for (const { properties, uuid } of sent) add(events, String(properties.order), uuid);
  const orders = [...acknowledged.keys()];
  const taken = [...partner.times.values()].reduce((sum, times) => sum + times, 0);
  return {
    acknowledged: orders.length,
    lost: orders.filter((id) => !webhooks.has(id) || !events.has(id)).length,
    // Two messages of one order with two ids: nobody could tell that they are the same.
    duplicates: [...webhooks.values(), ...events.values()].filter(({ size }) => size > 1).length,
    // The same id once more: whoever keeps ids drops it.
    again: taken - partner.times.size + sent.length - sizes(events),
  };
}

function add(to: Map<string, Set<string>>, key: string, value: string): void {
  to.set(key, (to.get(key) ?? new Set()).add(value));
}

const sizes = (of: Map<string, Set<string>>) =>
  [...of.values()].reduce((sum, { size }) => sum + size, 0);
