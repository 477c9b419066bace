import type { ReactNode } from "react";
import styles from "./part-label.module.css";

const kinds = {
  shell: "static shell",
  cached: "cached",
  request: "per request",
  after: "after the response",
} as const;

/** Says on the page itself what kind of code rendered this part. The header's switch hides them. */
export function PartLabel({ kind, children }: { kind: keyof typeof kinds; children?: ReactNode }) {
  return (
    <span className={styles.label} data-kind={kind}>
      {kinds[kind]} {children}
    </span>
  );
}

/** Inside "use cache": when this part was made, as "12:01:03" in UTC, the same for everybody. */
export function CachedAt() {
  const at = now();
  return (
    <time dateTime={at} title={at}>
      {at.slice(11, 19)}
    </time>
  );
}

const now = () => new Date().toISOString();
