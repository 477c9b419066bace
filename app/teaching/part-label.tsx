import type { ReactNode } from "react";
import styles from "./part-label.module.css";

export const labels = {
  shell: "built ahead",
  cached: "same for all",
  request: "made for you",
  after: "after sending",
} as const;

export type Kind = keyof typeof labels;

/** The id of what the layout's legend says of this kind. */
export const meaningOf = (kind: Kind): string => `meaning-${kind}`;

/**
 * Says on the page itself what kind of code rendered this part, and what that means to whoever
 * presses it, or comes to it by keyboard. The header's switch hides it.
 */
export function PartLabel({ kind, children }: { kind: Kind; children?: ReactNode }) {
  return (
    <span className={styles.label} data-kind={kind}>
      <button type="button" popoverTarget={meaningOf(kind)} popoverTargetAction="show">
        {labels[kind]} {children}
      </button>
    </span>
  );
}
