export interface Ellipse {
  cx: number;
  cy: number;
  rx: number;
  ry: number;
}

const gradients = { lit: "var(--lit)", glow: "var(--glow)" };

/**
 * What lights are filled with. Once in a document, in its layout: Next keeps the page before this
 * one, hidden, and a gradient in there paints nothing.
 */
export const Gradients = () =>
  Object.entries(gradients).map(([name, color]) => (
    <radialGradient key={name} id={`light-${name}`}>
      <stop stopColor={color} />
      <stop offset="0.5" stopColor={color} stopOpacity="0.45" />
      <stop offset="1" stopColor={color} stopOpacity="0" />
    </radialGradient>
  ));

/** A soft light: an ellipse that fades outwards. */
export const Light = ({
  color = "lit",
  ...ellipse
}: Ellipse & { color?: keyof typeof gradients }) => (
  <ellipse {...ellipse} fill={`url(#light-${color})`} />
);
