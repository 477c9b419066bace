export interface Ellipse {
  cx: number;
  cy: number;
  rx: number;
  ry: number;
}

export type Glow = Ellipse & { color?: string };

/** An ellipse that fades outwards. */
export const Gradient = ({ id, color = "var(--lit)", ...ellipse }: Glow & { id: string }) => (
  <>
    <radialGradient id={id}>
      <stop stopColor={color} />
      <stop offset="0.5" stopColor={color} stopOpacity="0.45" />
      <stop offset="1" stopColor={color} stopOpacity="0" />
    </radialGradient>
    <ellipse {...ellipse} fill={`url(#${id})`} />
  </>
);
