"use client";

import { useCallback, useState } from "react";
import type { Receipt } from "@/lib/after/receipts";
import type { NotCounted } from "@/lib/analytics/view";
import { PartLabel } from "./part-label";
import styles from "./receipt.module.css";
import { TaskRows } from "./task-rows";
import { useBeacons } from "./use-beacons";
import { useReceipt } from "./use-receipt";

type Props = { soFar: Receipt; notCounted: NotCounted | undefined };

const kinds = {
  view: { title: "This view", scheduled: "scheduled while rendering" },
  action: { title: "Your click", scheduled: "scheduled by the action" },
  beacon: { title: "Sent by the browser", scheduled: "scheduled by the route" },
} as const;

interface Asked extends Props {
  kind: keyof typeof kinds;
}

/** The receipts of the page's own request, and of what happened on the page since. */
export function Receipts({ soFar, notCounted }: Props) {
  const kind = notCounted === "not a page load" ? "action" : "view";
  const [asked, setAsked] = useState<Asked[]>([{ soFar, notCounted, kind }]);
  // An action renders the page again: its receipt joins those that are shown.
  const isKnown = asked.some((each) => each.soFar.requestId === soFar.requestId);
  if (!isKnown) setAsked([...asked, { soFar, notCounted, kind }]);
  useBeacons(
    useCallback((requestId: string) => {
      const sent: Asked = {
        soFar: { requestId, tasks: [] },
        notCounted: undefined,
        kind: "beacon",
      };
      setAsked((before) => [...before, sent]);
    }, []),
  );
  return (
    <section className={styles.panel} aria-labelledby="receipts">
      <PartLabel kind="request" />
      <h2 id="receipts">What ran after the response</h2>
      {asked.map((each) => (
        <OneReceipt key={each.soFar.requestId} {...each} />
      ))}
    </section>
  );
}

function OneReceipt({ soFar, notCounted, kind }: Asked) {
  const { receipt, settled, gaveUp } = useReceipt(soFar, !notCounted);
  const { requestId, tasks } = receipt;
  const { title, scheduled } = kinds[kind];
  return (
    <div className={styles.request} data-request={requestId}>
      <div>
        <h3>{title}</h3>
        <p>
          Request <code>{requestId}</code>
        </p>
        {notCounted && <p>{sentenceOf(notCounted)}</p>}
      </div>
      <div aria-live="polite">
        {tasks.length === 0 && <p>Nothing{settled ? "." : " yet…"}</p>}
        {tasks.map((task, index) => (
          // oxlint-disable-next-line no-array-index-key -- tasks are only ever added, at the end
          <TaskRows key={index} task={task} scheduled={scheduled} />
        ))}
        {gaveUp && <p>No end was heard of for a minute: the server&rsquo;s log knows.</p>}
        {!settled && (
          <noscript>
            <p>
              It takes JavaScript to follow it here. The server&rsquo;s log tells how it ended, and
              so does <a href={`/api/receipts/${requestId}`}>its receipt</a>.
            </p>
          </noscript>
        )}
      </div>
    </div>
  );
}

function sentenceOf(notCounted: NotCounted): string {
  if (notCounted === "not a page load") return "The page was rendered again: no further view.";
  if (notCounted === "loaded ahead") return "Loaded ahead: counted when you look, by a beacon.";
  return `Not counted as a view: ${notCounted}.`;
}
