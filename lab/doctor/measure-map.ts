import { copyLab } from "../map/measure/builds.ts";
import type { Cells } from "../map/measure/cell.ts";
import { committedRun } from "../map/measure/map-file.ts";
import { measured } from "../map/patterns/all.ts";
import type { Pattern, Way as MapWay } from "../map/patterns/pattern.ts";
import { projectIn } from "./app/project.ts";
import type { Way } from "./ask/ways.ts";
import { examine } from "./examine.ts";
import type { Examined } from "./report/findings.ts";

/** What the map and the doctor ask for in the same way. */
const same: Partial<Record<Way, MapWay>> = {
  build: "build",
  get: "get",
  getAgain: "getAgain",
  head: "head",
  bot: "bot",
  linkSeen: "seen",
  hover: "hover",
  click: "click",
  back: "back",
  forward: "forward",
  clickAgain: "clickAgain",
  prefetchTrue: "prefetchTrue",
};

/**
 * Where the doctor means something else than the map: the map counts what a callback writes, the doctor
 * the callback's start. This one throws before it writes.
 */
export const otherMeaning = new Set(["headers-in-callback"]);

/** The patterns that links lead to. */
export const linked: Pattern[] = measured.filter(({ asked }) => asked.includes("seen"));

/** Cells of these patterns in which the doctor counts otherwise than the committed map, and how many there are. */
export async function compareWithMap(
  patterns: Pattern[],
  say: (text: string) => void,
): Promise<{ cells: number; different: string[]; examined: Examined }> {
  const { folder, env } = await copyLab("doctor", true);
  const examined = await examine(
    projectIn(folder),
    {
      dir: folder,
      urls: patterns.flatMap(({ path }) => [path, `/links?to=${encodeURIComponent(path)}`]),
      only: true,
      presses: [],
      posts: [],
      session: undefined,
      run: false,
      env,
      freeze: false,
      allow: new Set(),
      json: undefined,
      sarif: undefined,
    },
    say,
  );
  const { patterns: committed } = committedRun({ host: "next start", partialPrefetching: true });
  const compared = patterns.flatMap((pattern) =>
    cellsOf(pattern, committed[pattern.name] ?? {}, examined),
  );
  return { cells: compared.length, different: compared.filter((each) => each !== ""), examined };
}

function cellsOf({ name, path, asked }: Pattern, committed: Cells, { sites }: Examined): string[] {
  const rows = sites.flatMap((judged) => judged.rows).filter(({ address }) => address === path);
  return (Object.entries(same) as [Way, MapWay][])
    .filter(([, mapWay]) => asked.includes(mapWay))
    .map(([way, mapWay]) => {
      const counted = rows.reduce((sum, row) => sum + row.n(way), 0);
      const expected = committed[mapWay]?.started;
      return counted === expected
        ? ""
        : `${name}, ${mapWay}: ${counted}, and ${expected} in the map`;
    });
}
