import type { Receipt, TaskReceipt } from "@/lib/after/receipts";
import type { NotCounted } from "@/lib/analytics/view";

/** Where the tasks of a request come from, in a visitor's words. */
export type Origin = "view" | "action" | "beacon";

export const origins = {
  view: {
    title: "Your view",
    response: "This page",
    counted: "your view",
    why: "Once, because a page that is made ahead of a visit, or a second time for the same visit, never gets as far as being counted.",
  },
  action: {
    title: "Your click",
    response: "The answer",
    counted: "the event",
    why: "The page was made again for it: no further view.",
  },
  beacon: {
    title: "Sent by the browser",
    response: "The answer",
    counted: "the event",
    why: "",
  },
} as const;

interface Told {
  receipt: Receipt;
  origin: Origin;
  notCounted: NotCounted | undefined;
  sentMs: number | undefined;
}

/** In one sentence or two: when the response was sent, and what ran after it, how often. */
export function tell({ receipt, origin, notCounted, sentMs }: Told): string {
  const { response, counted } = origins[origin];
  const sent = `${response} was sent${sentMs === undefined ? "" : ` in ${sentMs} ms`}.`;
  const [task] = receipt.tasks;
  if (!task && notCounted) return `${sent} ${reasonWhy(notCounted)}`;
  if (!task?.startedAt) return `${response} is sent first; then ${counted} is counted.`;
  if (!task.endedAt) return `${sent} Now ${counted} is being counted.`;
  const later = task.ms ? `${task.ms} ms later` : "Less than 1 ms later";
  if (task.state !== "done") return `${sent} ${later} counting ${counted} ${ends[task.state]}.`;
  const times = timesDone(receipt);
  return `${sent} ${later} ${counted} was counted, ${times === 1 ? "once" : `${times} times`}.`;
}

const ends: Partial<Record<TaskReceipt["state"], string>> = {
  failed: "failed, and you did not wait for it",
  timeout: "was given up, and you did not wait for it",
};

/** How many runs of the request's first task are done: a request may have tasks of other names. */
export const timesDone = ({ tasks }: Receipt): number =>
  tasks.filter(({ task, state }) => state === "done" && task === tasks[0]?.task).length;

function reasonWhy(notCounted: NotCounted): string {
  if (notCounted === "not a page load") return "It is the same page again: no further view.";
  if (notCounted === "loaded ahead") return "It was loaded ahead: your view counts when you look.";
  return `Not counted as a view: ${notCounted}.`;
}
