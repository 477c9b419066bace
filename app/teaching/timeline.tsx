import type { CSSProperties } from "react";
import type { Receipt, TaskReceipt } from "@/lib/after/receipts";
import { PartLabel } from "./part-label";
import styles from "./timeline.module.css";

interface Props {
  response: string;
  sentMs: number | undefined;
  tasks: Receipt["tasks"];
}

/**
 * A waterfall: the response up to the line at which it had been sent, and to the right of it what
 * ran then. To scale, but for what would be too short to be seen.
 */
export function Timeline({ response, sentMs = 0, tasks }: Props) {
  const longest = Math.max(1, ...tasks.map(({ ms = 0 }) => ms));
  const line = Math.min(85, Math.max(35, (100 * sentMs) / (sentMs + longest)));
  const percentPerMs = Math.min((100 - line) / longest, sentMs ? line / sentMs : Infinity);
  const share = (ms: number, of: number) =>
    ({ "--share": Math.min(1, (ms * percentPerMs) / of) }) as CSSProperties;
  return (
    <div className={styles.chart} style={{ "--at": `${line}%` } as CSSProperties}>
      <PartLabel kind="after" />
      <ol>
        <li className={styles.response} style={share(sentMs || Infinity, line)}>
          {response}, from your request to its last byte: <b>{sentMs ? `${sentMs} ms` : "…"}</b>
        </li>
        {tasks.map((task) => (
          <li
            key={task.run}
            className={styles.task}
            data-task={task.task}
            data-state={task.state}
            style={share(task.ms ?? Infinity, 100 - line)}
          >
            {outcomeOf(task)}
          </li>
        ))}
      </ol>
    </div>
  );
}

function outcomeOf({ state, startedAt, endedAt, ms, error }: TaskReceipt) {
  if (!startedAt) return "Waits until it has been sent";
  if (!endedAt) return "Being counted…";
  return (
    <>
      {state === "done" ? "Counted" : "Not counted"}{" "}
      <b>{ms ? `${ms} ms` : "less than 1 ms"} later</b>
      {error && <em> {error}</em>}
    </>
  );
}
