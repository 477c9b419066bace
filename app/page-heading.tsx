"use client";

import { type ReactNode, useEffect, useRef } from "react";

let isFirstPage = true;

/**
 * A page's name. After a click on a link it takes the focus, as a page that is loaded would: else
 * the focus is lost, and a screen reader hears of the old page.
 */
export function PageHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
