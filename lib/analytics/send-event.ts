import { sitePath } from "../http/site-path";
import type { BrowserEvent } from "./events";

const track = sitePath("/api/track");

/** A view that the server named and signed when the page was loaded ahead. */
export interface SignedView {
  view: string;
}

/**
 * Reports an event from the browser to this site's own /api/track. Outlives the page: a beacon,
 * or where the browser refuses one (its queue is full), a fetch that is kept alive. Never throws.
 */
export function sendEvent(event: BrowserEvent): void {
  send(track, JSON.stringify(event));
}

/** Reports a page's view, with where the visitor came from if this is the page they landed on. */
export function sendView(body: string): void {
  const [load] = performance.getEntriesByType("navigation");
  const landed = load?.name === window.location.href;
  const query = landed ? `?${new URLSearchParams({ referrer: document.referrer }).toString()}` : "";
  send(`${track}${query}`, body);
}

function send(url: string, body: string): void {
  if (navigator.sendBeacon(url, body)) return;
  fetch(url, { method: "POST", body, keepalive: true }).catch((error: unknown) => {
    console.warn("The event could not be sent:", error);
  });
}
