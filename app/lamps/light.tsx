"use client";

import { useId } from "react";

export interface Ellipse {
  cx: number;
  cy: number;
  rx: number;
  ry: number;
}

/**
 * A soft light. A client component for its id only: useId is unique in the whole page here, also
 * while Next keeps the page before this one, hidden. A gradient in there paints nothing.
 */
export function Light({ color = "var(--lit)", ...ellipse }: Ellipse & { color?: string }) {
  const id = useId();
  return (
    <>
      <radialGradient id={id}>
        <stop stopColor={color} />
        <stop offset="0.5" stopColor={color} stopOpacity="0.45" />
        <stop offset="1" stopColor={color} stopOpacity="0" />
      </radialGradient>
      <ellipse {...ellipse} fill={`url(#${id})`} />
    </>
  );
}
