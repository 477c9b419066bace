import { eventsOf } from "../../e2e/hosts/serverless/host.ts";
import type { HostEvent } from "../../e2e/hosts/serverless/messages.ts";
import type { ServerlessStage } from "./open.ts";
import type { Stage } from "./stage.ts";

/** What happened to the function's instances, of one type, in order. */
export const happened = <T extends HostEvent["type"]>({ host }: ServerlessStage, type: T) =>
  eventsOf(host, type).filter(({ instance }) => instance.startsWith("function"));

/** A complaint where tasks ended in another way than done. */
export function notDone({ log }: Stage): string[] {
  const left = [...log.read().values()].filter(({ count }) => count.done !== 1);
  return left.length > 0 ? [`${left.length} tasks were not done`] : [];
}
