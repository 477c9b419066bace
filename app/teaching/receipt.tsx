"use client";

import { useEffect, useState } from "react";
import type { Receipt as Kept, TaskReceipt } from "@/lib/after/receipts";
import type { NotCounted } from "@/lib/analytics/view";
import { PartLabel } from "./part-label";
import styles from "./receipt.module.css";

const POLL_MS = 250;
const GIVE_UP_MS = 60_000;

type Props = { soFar: Kept; notCounted: NotCounted | undefined };

/** A request's receipt; asks for it until all that the request scheduled has ended. */
export function Receipt({ soFar, notCounted }: Props) {
  const { receipt, gaveUp } = useReceipt(soFar, !notCounted);
  const { requestId, tasks } = receipt;
  return (
    <section className={styles.panel} aria-labelledby="receipt" data-request={requestId}>
      <PartLabel kind="request" />
      <h2 id="receipt">What this request scheduled</h2>
      <p className={styles.request}>
        Request <code>{requestId}</code>
      </p>
      {notCounted && <p>Not counted as a view: {notCounted}.</p>}
      <div aria-live="polite">
        {tasks.length === 0 && <p>Nothing.</p>}
        {tasks.map((task, index) => (
          // oxlint-disable-next-line no-array-index-key -- tasks are only ever added, at the end
          <TaskRows key={index} task={task} />
        ))}
        {gaveUp && <p>No end was heard of for a minute: the server&rsquo;s log knows.</p>}
      </div>
    </section>
  );
}

function TaskRows({ task }: { task: TaskReceipt }) {
  const { scheduledAt = 0, startedAt, endedAt } = task;
  const sinceScheduled = (at: number) => `+${at - scheduledAt} ms`;
  return (
    <div className={styles.task} data-task={task.task} data-state={task.state}>
      <PartLabel kind="after" />
      <h3>
        <code>{task.task}</code>
      </h3>
      <ol>
        <li>
          <span>scheduled while rendering</span> <time>{clock(scheduledAt)}</time>
        </li>
        <li className={startedAt ? "" : styles.pending}>
          <span>response sent, task started</span>{" "}
          <time>{startedAt ? sinceScheduled(startedAt) : "…"}</time>
        </li>
        <li className={endedAt ? "" : styles.pending}>
          <span>
            {endedAt ? `${ended[task.state] ?? ""} in ${task.ms} ms` : "running"}
            {task.error && <em> {task.error}</em>}
          </span>{" "}
          <time>{endedAt ? sinceScheduled(endedAt) : "…"}</time>
        </li>
      </ol>
    </div>
  );
}

const ended: Partial<Record<TaskReceipt["state"], string>> = {
  done: "done",
  failed: "failed",
  timeout: "given up",
};

const clock = (at: number) => new Date(at).toISOString().slice(11, 23);

/** A view that counts is expected to be scheduled, also where the page did not see it yet. */
function useReceipt(soFar: Kept, expected: boolean): { receipt: Kept; gaveUp: boolean } {
  const [receipt, setReceipt] = useState(soFar);
  const [gaveUpOn, setGaveUpOn] = useState<string>();
  const current = receipt.requestId === soFar.requestId ? receipt : soFar;
  const awaited = expected && current.tasks.length === 0;
  const settled = !awaited && current.tasks.every((task) => task.endedAt);
  useEffect(() => {
    if (settled) return undefined;
    const controller = new AbortController();
    void poll(soFar.requestId, controller.signal, setReceipt).then(() => {
      if (!controller.signal.aborted) setGaveUpOn(soFar.requestId);
    });
    return () => controller.abort();
  }, [soFar.requestId, settled]);
  return { receipt: current, gaveUp: !settled && gaveUpOn === soFar.requestId };
}

async function poll(
  requestId: string,
  signal: AbortSignal,
  show: (receipt: Kept) => void,
): Promise<void> {
  const started = performance.now();
  while (!signal.aborted && performance.now() - started < GIVE_UP_MS) {
    try {
      const response = await fetch(`/api/receipts/${requestId}`, { signal });
      // A 404 may only mean that another instance has not heard of it yet.
      if (response.ok) show((await response.json()) as Kept);
    } catch {
      // Offline, or the visitor moved on: the loop's condition tells which.
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
