import type { TaskReceipt } from "@/lib/after/receipts";
import styles from "./receipt.module.css";

/** One task: when it was scheduled, when it started, and how it ended. */
export function TaskRows({ task, scheduled }: { task: TaskReceipt; scheduled: string }) {
  const { scheduledAt = 0, startedAt, endedAt } = task;
  const sinceScheduled = (at: number) => `+${at - scheduledAt} ms`;
  return (
    <div className={styles.task} data-task={task.task} data-state={task.state}>
      <h4>
        <code>{task.task}</code>
      </h4>
      <ol>
        <li>
          <span>{scheduled}</span> <time>{clock(scheduledAt)}</time>
        </li>
        <li className={startedAt ? "" : styles.pending}>
          <span>response sent, task started</span>{" "}
          <time>{startedAt ? sinceScheduled(startedAt) : "…"}</time>
        </li>
        <li className={endedAt ? "" : styles.pending}>
          <span>{endedAt ? `${ended[task.state] ?? ""} in ${task.ms} ms` : "running"}</span>{" "}
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
