"use client";

import { type FocusEvent, type ReactNode, useId } from "react";
import { type Kind, kinds } from "./kinds";
import styles from "./part-label.module.css";

/**
 * Says on the page itself what kind of code rendered this part, and what that means to whoever
 * presses it or comes to it by keyboard. The header's switch hides it.
 */
export function PartLabel({ kind, children }: { kind: Kind; children?: ReactNode }) {
  const id = useId();
  const { label, meaning, term } = kinds[kind];
  return (
    <span className={styles.label} data-kind={kind}>
      <button type="button" popoverTarget={id} popoverTargetAction="show" onFocus={explain}>
        {label} {children}
      </button>
      <span className={styles.meaning} id={id} popover="auto">
        {meaning} <code>{term}</code>
      </span>
    </span>
  );
}

function explain({ currentTarget }: FocusEvent<HTMLButtonElement>): void {
  const meaning = currentTarget.popoverTargetElement as HTMLElement | null;
  if (currentTarget.matches(":focus-visible")) meaning?.showPopover();
}
