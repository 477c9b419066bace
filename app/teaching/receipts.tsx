"use client";

import { useCallback, useEffect, useState } from "react";
import type { Receipt, TaskReceipt } from "@/lib/after/receipts";
import type { NotCounted } from "@/lib/analytics/view";
import { sitePath } from "@/lib/http/site-path";
import { PartLabel } from "./part-label";
import styles from "./receipt.module.css";
import { type Origin, origins, tell, timesDone } from "./sentences";
import { Timeline } from "./timeline";
import { useTeller } from "./told-on-top";
import { useBeacons } from "./use-beacons";
import { useReceipt } from "./use-receipt";

type Props = { soFar: Receipt; notCounted: NotCounted | undefined };

interface Asked extends Props {
  origin: Origin;
}

/** The receipts of the page's own request, and of what happened on the page since. */
export function Receipts({ soFar, notCounted }: Props) {
  const origin = notCounted === "not a page load" ? "action" : "view";
  const [asked, setAsked] = useState<Asked[]>([{ soFar, notCounted, origin }]);
  // An action renders the page again: its receipt joins those that are shown.
  const isKnown = asked.some((each) => each.soFar.requestId === soFar.requestId);
  if (!isKnown) setAsked([...asked, { soFar, notCounted, origin }]);
  useBeacons(
    useCallback((requestId: string) => {
      const sent: Asked = {
        soFar: { requestId, tasks: [] },
        notCounted: undefined,
        origin: "beacon",
      };
      setAsked((before) => [...before, sent]);
    }, []),
  );
  const { panelId } = useTeller();
  return (
    <section className={styles.panel} id={panelId} aria-label="What ran after the page was sent">
      <PartLabel kind="request" />
      <h2>What ran after the page was sent</h2>
      {asked.map((each, index) => (
        <OneReceipt key={each.soFar.requestId} {...each} isFirst={index === 0} />
      ))}
    </section>
  );
}

const pending: TaskReceipt = { task: "", run: "", state: "scheduled" };

function OneReceipt({ soFar, notCounted, origin, isFirst }: Asked & { isFirst: boolean }) {
  const { receipt, sentMs, settled, gaveUp } = useReceipt(soFar, !notCounted);
  const { requestId, tasks } = receipt;
  const { title, response, why } = origins[origin];
  const sentence = tell({ receipt, origin, notCounted, sentMs });
  const { tell: tellOnTop } = useTeller();
  useEffect(() => {
    if (isFirst && settled) tellOnTop(sentence);
  }, [isFirst, settled, sentence, tellOnTop]);
  const isEmpty = tasks.length === 0 && notCounted;
  return (
    <div className={styles.request} data-request={requestId}>
      <h3>{title}</h3>
      <p aria-live="polite">{sentence}</p>
      {!isEmpty && (
        <>
          <Timeline
            response={response}
            sentMs={sentMs}
            tasks={tasks.length > 0 ? tasks : [pending]}
          />
          {timesDone(receipt) < 2 && <p>{why}</p>}
        </>
      )}
      {gaveUp && <p>No end was heard of for a minute: the server&rsquo;s log knows.</p>}
      {!settled && (
        <noscript>
          <p>It takes JavaScript to follow it here; the server&rsquo;s log tells how it ended.</p>
        </noscript>
      )}
      <p>
        As the server noted it, in milliseconds:{" "}
        <a href={sitePath(`/api/receipts/${requestId}`)}>its receipt</a>
      </p>
    </div>
  );
}
