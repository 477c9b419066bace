import type { TopLevelSpec } from "vega-lite";
import { draw, type Theme, themes } from "../../draw.ts";
import type { Bench } from "../bench-file.ts";
import { variantOf } from "../variants.ts";

/** In a plot a name has to fit on a telephone. */
const plain = (title: string) => title.replaceAll(/[*`]/g, "");

/** To be read on a telephone, the figure at the end of the longest bar included. */
const WIDTH = 340;
const LONGEST = 300;

interface Bar {
  title: string;
  value: number;
  isOurs: boolean;
}

const say = ({ value }: Bar) => value.toFixed(value < 10 ? 1 : 0);

function bars(title: string, unit: string, values: Bar[], theme: Theme): TopLevelSpec {
  const { ours, others, ink } = theme;
  return {
    description: `${title} in ${unit}: ${values.map((bar) => `${bar.title} ${say(bar)}`).join("; ")}.`,
    // Without a browser the length of a text is guessed: it must not widen the plot.
    autosize: "none",
    padding: { left: 4, top: 28, right: 4, bottom: 4 },
    width: WIDTH,
    height: { step: 34 },
    title: { text: `${title}, ${unit}`, anchor: "start" },
    data: {
      values: values.map((bar) => ({
        ...bar,
        label: say(bar),
      })),
    },
    encoding: {
      y: { field: "title", type: "nominal", sort: null, axis: null, scale: { paddingInner: 0.62 } },
      x: { field: "value", type: "quantitative", axis: null, scale: { range: [0, LONGEST] } },
    },
    layer: [
      {
        mark: { type: "bar", cornerRadiusEnd: 2 },
        encoding: {
          color: {
            field: "isOurs",
            scale: { domain: [true, false], range: [ours, others] },
            legend: null,
          },
        },
      },
      {
        mark: { type: "text", align: "left", baseline: "bottom", dy: -7, color: ink },
        encoding: { text: { field: "title" }, x: { value: 0 } },
      },
      {
        mark: { type: "text", align: "left", dx: 4, color: ink, fontWeight: "bold" },
        encoding: { text: { field: "label" } },
      },
    ],
  };
}

/** The plots of a bench, as SVG by file name: in both themes. */
export async function plots({ rows }: Bench): Promise<Record<string, string>> {
  const bar = (value: (row: Bench["rows"][number]) => number | undefined) =>
    rows.flatMap((row) => {
      const measured = value(row);
      const { title, orders } = variantOf(row.name);
      if (measured === undefined || orders) return [];
      return [{ title: plain(title), value: measured, isOurs: title.startsWith("**") }];
    });
  const files: Record<string, string> = {};
  for (const [name, theme] of Object.entries(themes)) {
    const cpu = bars(
      "CPU time of a view",
      "ms",
      bar(({ cpuMs }) => cpuMs),
      theme,
    );
    const held = bars(
      "A view holds its function, p50",
      "ms",
      bar(({ at }) => at[20]?.heldP50),
      theme,
    );
    files[`cpu-${name}.svg`] = await draw(cpu, theme);
    files[`held-${name}.svg`] = await draw(held, theme);
  }
  return files;
}
