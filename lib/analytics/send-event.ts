import type { BrowserEvent } from "./events";

/**
 * Reports an event from the browser to this site's own /api/track. Outlives the page: a beacon,
 * or where the browser refuses one (its queue is full), a fetch that is kept alive. Never throws.
 */
export function sendEvent(event: BrowserEvent): void {
  const body = JSON.stringify(event);
  if (navigator.sendBeacon("/api/track", body)) return;
  fetch("/api/track", { method: "POST", body, keepalive: true }).catch((error: unknown) => {
    console.warn("The event could not be sent:", error);
  });
}
