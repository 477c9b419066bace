import { useEffect } from "react";
import { sitePath } from "@/lib/http/site-path";
import { requestIdOf } from "./responses";

/** Tells the request's id of each event that the page sends to /api/track from now on. */
export function useBeacons(onBeacon: (requestId: string) => void): void {
  useEffect(() => {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
        if (new URL(entry.name).pathname !== sitePath("/api/track")) continue;
        const id = requestIdOf(entry);
        if (id) onBeacon(id);
      }
    });
    observer.observe({ type: "resource" });
    return () => observer.disconnect();
  }, [onBeacon]);
}
