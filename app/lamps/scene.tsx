import type { ReactNode } from "react";
import { type Ellipse, Light } from "./light";

/** A wall with light on it. */
export function Scene({ glow, children }: { glow: Ellipse; children: ReactNode }) {
  return (
    <svg viewBox="0 0 200 200" aria-hidden="true" focusable="false">
      <rect width="200" height="200" fill="var(--wall)" />
      <Light {...glow} color="glow" />
      {children}
    </svg>
  );
}

/** What a lamp stands on, or hangs over, from `y` down. */
export const Ground = ({ y }: { y: number }) => (
  <path d={`M0 ${y}H200V200H0Z`} fill="var(--shade)" />
);

export const Shadow = (ellipse: Ellipse) => <ellipse {...ellipse} fill="var(--shade)" />;

/** Light in the air. */
export const Beam = ({ d }: { d: string }) => <path d={d} fill="var(--lit)" opacity="0.16" />;

export const Cord = ({ to }: { to: number }) => (
  <path d={`M100 0V${to}`} stroke="var(--metal)" strokeWidth="1.5" />
);
