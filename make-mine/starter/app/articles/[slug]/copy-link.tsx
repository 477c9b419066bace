"use client";

import { useState } from "react";
import { sendEvent } from "@/lib/analytics/send-event";

/** Copies the page's address, and reports it; where the browser forbids that, shows it. */
export function CopyLink({ slug }: { slug: string }) {
  const [said, setSaid] = useState("");

  async function copy() {
    const link = window.location.origin + window.location.pathname;
    try {
      await navigator.clipboard.writeText(link);
      setSaid("Link copied");
    } catch {
      // Not allowed, or not a secure context.
      setSaid(link);
    }
    sendEvent({ event: "link_copied", slug });
  }

  return (
    <>
      <button type="button" onClick={() => void copy()}>
        Copy link
      </button>
      <output>{said}</output>
    </>
  );
}
