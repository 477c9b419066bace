"use client";

import { useLayoutEffect } from "react";
import type { BrowserView } from "./events";
import { sendView, type SignedView } from "./send-event";

declare global {
  interface Document {
    /** https://developer.mozilla.org/docs/Web/API/Document/prerendering */
    readonly prerendering?: boolean;
  }
}

/** What was counted in this document, by entry of its history. */
const counted = new Set<string>();

/**
 * Counts the view of a page that needs nothing else of the request: the page stays static, and a
 * beacon reports `event` to /api/track when the page is shown: loaded, or come to by a link. Not
 * before: a page that is prefetched or prerendered counts when the visitor opens it. Going back and
 * forward counts nothing again, as for `<CountView>`. Without JavaScript nothing is counted.
 */
export function CountViewInBrowser({ event }: { event: BrowserView | SignedView }): null {
  const body = JSON.stringify(event);
  // With the page itself: an effect that comes later may find that the visitor has gone back already.
  useLayoutEffect(() => whenShown(() => countOnce(body)), [body]);
  return null;
}

function countOnce(body: string): void {
  // Next keeps pages, and shows them again on the way back. Browsers from before 2026 may not tell
  // the entries of their history apart: there the way back counts.
  const entry = window.navigation?.currentEntry?.key;
  if (entry && counted.has(`${entry} ${body}`)) return;
  const isLanding = counted.size === 0;
  counted.add(`${entry} ${body}`);
  if (!(isLanding && isShownAgain())) sendView(body);
}

/** Whether an action that was sent before this page's scripts ran has led from the page to itself. */
function isShownAgain(): boolean {
  const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const isRedirected = load?.type === "navigate" && load.redirectCount > 0;
  return isRedirected && load.name === document.referrer;
}

function whenShown(act: () => void): (() => void) | undefined {
  if (!document.prerendering) {
    act();
    return undefined;
  }
  document.addEventListener("prerenderingchange", act, { once: true });
  return () => document.removeEventListener("prerenderingchange", act);
}
