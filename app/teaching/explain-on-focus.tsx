"use client";

import { useEffect } from "react";

/** Shows what a label means as soon as the keyboard comes to it. Pressing it needs no script. */
export function ExplainOnFocus(): null {
  useEffect(() => {
    document.addEventListener("focusin", explain);
    return () => document.removeEventListener("focusin", explain);
  }, []);
  return null;
}

function explain({ target }: FocusEvent): void {
  if (!(target instanceof HTMLButtonElement) || !target.matches(":focus-visible")) return;
  const meaning = target.popoverTargetElement;
  if (meaning instanceof HTMLElement) meaning.showPopover({ source: target });
}
