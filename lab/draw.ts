import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

export interface Theme {
  ink: string;
  soft: string;
  line: string;
  ours: string;
  others: string;
  right: string;
  wrong: string;
  error: string;
  onWrong: string;
}

/** The shop's colours (app/globals.css), without its background: a page has its own. */
export const themes: Record<"light" | "dark", Theme> = {
  light: {
    ink: "#2b2119",
    soft: "#6a5848",
    line: "#e6dac8",
    ours: "#e9a13b",
    others: "#8d7a66",
    right: "#d9e5cf",
    wrong: "#b5432d",
    error: "#6d4a8c",
    onWrong: "#ffffff",
  },
  dark: {
    ink: "#f2e7d8",
    soft: "#b9a793",
    line: "#3a2d25",
    ours: "#eba644",
    others: "#8b7864",
    right: "#35472f",
    wrong: "#e0705a",
    error: "#b793d6",
    onWrong: "#19120f",
  },
};

const escape = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * Draws a plot as SVG text: the same text for the same plot, without a browser. Its description
 * becomes the picture's, for screen readers, in place of one for each mark.
 */
export async function draw(spec: TopLevelSpec, { ink, soft, line }: Theme): Promise<string> {
  const text = { fontSize: 11, font: "system-ui, sans-serif" };
  const { spec: drawn } = compile({
    background: "transparent",
    padding: 4,
    ...spec,
    config: {
      aria: false,
      view: { stroke: null },
      text,
      title: { ...text, fontSize: 13, color: ink, subtitleColor: soft },
      axis: {
        labelFont: text.font,
        labelColor: ink,
        labelFontSize: 11,
        domain: false,
        ticks: false,
        gridColor: line,
      },
      header: { labelFont: text.font, labelColor: soft },
    },
  });
  const svg = await new View(parse(drawn), { renderer: "none" }).toSVG();
  const description = escape(spec.description ?? "");
  return `${svg.replace(/^<svg[^>]*>/, (tag) => `${tag}<title>${description}</title>`)}\n`;
}
