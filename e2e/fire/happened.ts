import type { HostEvent } from "../hosts/serverless/messages.ts";
import type { ServerlessStage } from "./open.ts";
import type { Stage } from "./stage.ts";

/** What happened to the function's instances, of one type, in order. */
export const happened = ({ host }: ServerlessStage, type: HostEvent["type"]): HostEvent[] =>
  host.happenings.flatMap((happening) =>
    "event" in happening &&
    happening.event.type === type &&
    happening.event.instance.startsWith("function")
      ? [happening.event]
      : [],
  );

/** A complaint where tasks ended in another way than done. */
export function notDone({ log }: Stage): string[] {
  const left = [...log.read().values()].filter(({ count }) => count.done !== 1);
  return left.length > 0 ? [`${left.length} tasks were not done`] : [];
}
