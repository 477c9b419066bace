"use client";

import { useState } from "react";
import { sendEvent } from "@/lib/analytics/send-event";
import styles from "./product.module.css";

type Shared = { copied: true } | { copied: false; link: string };

/** Copies the page's link; where the browser forbids that, shows it. Reports it either way. */
export function ShareButton({ slug }: { slug: string }) {
  const [shared, setShared] = useState<Shared>();

  async function share() {
    const link = window.location.origin + window.location.pathname;
    const copied = await copy(link);
    setShared(copied ? { copied } : { copied, link });
    sendEvent({ event: "product_shared", slug, method: copied ? "clipboard" : "link" });
  }

  return (
    <>
      <button className={styles.secondary} type="button" onClick={() => void share()}>
        Share
      </button>
      <output className={styles.shared}>
        {shared && (shared.copied ? "Link copied" : shared.link)}
      </output>
    </>
  );
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not allowed, or not a secure context: the caller shows the link instead.
    return false;
  }
}
