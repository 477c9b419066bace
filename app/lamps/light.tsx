"use client";

import { useId } from "react";
import { type Glow, Gradient } from "./gradient";

/**
 * A soft light. A client component for its id only: useId is unique in the whole page here, also
 * while Next keeps the page before this one, hidden. A gradient in there paints nothing.
 */
export function Light(glow: Glow) {
  return <Gradient id={useId()} {...glow} />;
}
