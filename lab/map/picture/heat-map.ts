import type { TopLevelSpec } from "vega-lite";
import { draw, type Theme, themes } from "../../draw.ts";
import type { LabMap } from "../measure/cell.ts";
import { counts, verdictOf } from "../measure/verdicts.ts";
import { sections } from "../patterns/all.ts";
import { type Way, ways } from "../patterns/pattern.ts";

const CELL = 12;
/** What the build refuses has one cell each: it is left to the table. */
const REFUSED = "Refused by the build";

interface Square {
  place: string;
  way: string;
  verdict: ReturnType<typeof verdictOf>;
  /** What a right one needs not say. */
  text: string;
}

/** The rows' names, with the title of each section above them, and the squares of the first run. */
function squaresOf({ runs: [run] }: LabMap) {
  const rows: string[] = [];
  const titles: string[] = [];
  const squares: Square[] = [];
  for (const [section, patterns] of Object.entries(sections)) {
    if (section === REFUSED) continue;
    const title = section.replace(/(,| and ).*/, "");
    titles.push(title);
    rows.push(title);
    for (const pattern of patterns) {
      rows.push(pattern.name);
      for (const way of Object.keys(ways) as Way[]) {
        const cell = run?.patterns[pattern.name]?.[way];
        if (!cell) continue;
        const verdict = verdictOf(pattern, way, cell);
        const text = verdict === "right" ? "" : `${counts(cell)}${cell.errors ? "!" : ""}`;
        squares.push({ place: pattern.name, way: ways[way].title, verdict, text });
      }
    }
  }
  return { rows, titles, squares };
}

/** The picture in words, for whoever does not see it. */
export function heatMapInWords(map: LabMap): string {
  const { squares } = squaresOf(map);
  const of = (verdict: Square["verdict"]) => squares.filter((square) => square.verdict === verdict);
  const places = [...new Set(squares.map(({ place }) => place))];
  const wrong = new Set([...of("wrong"), ...of("error")].map(({ place }) => place));
  const allRight = places.filter((place) => !wrong.has(place));
  return `Heat map: ${places.length} places of after() by ${Object.keys(ways).length} ways of asking, on next start. ${of("right").length} cells are right, ${of("wrong").length} wrong, in ${of("error").length} Next logged an error. Right in every way are ${allRight.length} places: ${allRight.join(", ")}.`;
}

function specOf(map: LabMap, { ink, right, wrong, error, onWrong, soft }: Theme): TopLevelSpec {
  const { rows, titles, squares } = squaresOf(map);
  return {
    description: heatMapInWords(map),
    data: { values: squares },
    // Without a browser the length of a text is guessed: the longest name has this room.
    autosize: "none",
    padding: { left: 172, top: 118, right: 4, bottom: 30 },
    width: { step: CELL },
    height: { step: CELL },
    encoding: {
      x: {
        field: "way",
        type: "nominal",
        scale: { domain: Object.values(ways).map(({ title }) => title) },
        axis: { orient: "top", labelAngle: -90, title: null, labelFontSize: 9.5 },
      },
      y: {
        field: "place",
        type: "nominal",
        scale: { domain: rows },
        axis: {
          title: null,
          labelLimit: 400,
          labelFontSize: { condition: { test: isTitle(titles), value: 10.5 }, value: 9.5 },
          labelFontWeight: { condition: { test: isTitle(titles), value: "bold" }, value: "normal" },
          labelColor: { condition: { test: isTitle(titles), value: ink }, value: soft },
        },
      },
    },
    layer: [
      {
        mark: { type: "rect", width: CELL - 1, height: CELL - 1 },
        encoding: {
          color: {
            field: "verdict",
            scale: { domain: ["right", "wrong", "error"], range: [right, wrong, error] },
            legend: { orient: "bottom", title: null, labelColor: ink, labelFontSize: 11 },
          },
        },
      },
      {
        mark: { type: "text", fontSize: 8, fontWeight: "bold", color: onWrong, dy: 0.5 },
        encoding: { text: { field: "text" } },
      },
    ],
  };
}

const isTitle = (titles: readonly string[]) =>
  `indexof(${JSON.stringify(titles)}, datum.value) >= 0`;

/** The picture of the map's first run, as SVG by file name: in both themes. */
export async function heatMap(map: LabMap): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const [name, theme] of Object.entries(themes)) {
    files[`heat-map-${name}.svg`] = await draw(specOf(map, theme), theme);
  }
  return files;
}
