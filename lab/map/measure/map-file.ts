import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../../../e2e/builds.ts";
import { formatted } from "../../formatted.ts";
import { heatMap } from "../picture/heat-map.ts";
import { sections } from "../patterns/all.ts";
import { type Way, ways } from "../patterns/pattern.ts";
import { type OtherVersion, otherVersions } from "../versions/differences.ts";
import type { LabMap, Run } from "./cell.ts";
import { mapDataOf } from "./map-data.ts";
import { mapTable, readmeTable } from "./table.ts";

const MAP_JSON = join(root, "lab/map/map.json");
const MAP_MD = join(root, "lab/map/map.md");
const MAP_DATA = join(root, "app/after/map-data.json");
const README = join(root, "README.md");

/** Between these the README shows a part of the map. */
const README_PART = /(?<=<!-- map -->\n\n)[^]*(?=\n\n<!-- end of map -->)/;

const installed = createRequire(import.meta.url)("next/package.json") as { version: string };

/** The map as it is committed. Throws where there is none yet. */
export const committedMap = (): LabMap => JSON.parse(readFileSync(MAP_JSON, "utf8")) as LabMap;

/** The map of these runs, in the order of its rows and columns, whatever order they were asked in. */
export function mapOf(runs: Run[]): LabMap {
  const names = Object.values(sections).flatMap((patterns) => patterns.map(({ name }) => name));
  const ordered = runs.map((run) => ({
    ...run,
    patterns: Object.fromEntries(names.map((name) => [name, orderedCells(run, name)])),
  }));
  return { next: installed.version, runs: ordered };
}

function orderedCells({ patterns }: Run, name: string) {
  const cells = patterns[name] ?? {};
  const asked = (Object.keys(ways) as Way[]).filter((way) => cells[way]);
  return Object.fromEntries(asked.map((way) => [way, cells[way]]));
}

/** The committed run of the same host and configuration. Throws where it is missing. */
export function committedRun({ host, partialPrefetching }: Omit<Run, "patterns">): Run {
  const run = committedMap().runs.find(
    (each) => each.host === host && each.partialPrefetching === partialPrefetching,
  );
  if (!run) throw new Error(`The committed map has no ${host}, ${partialPrefetching}`);
  return run;
}

/** What the shop's page /after reads. */
export const mapDataFile = async (map: LabMap, versions: readonly OtherVersion[]) => ({
  [MAP_DATA]: await formatted(MAP_DATA, JSON.stringify(mapDataOf(map, versions))),
});

/** What each file that shows this map holds, byte for byte, by its path. */
export async function filesOf(map: LabMap): Promise<Record<string, string>> {
  const readme = readFileSync(README, "utf8").replace(README_PART, () => readmeTable(map));
  const drawn = Object.entries(await heatMap(map));
  return {
    [MAP_JSON]: await formatted(MAP_JSON, JSON.stringify(map)),
    [MAP_MD]: await formatted(MAP_MD, mapTable(map)),
    [README]: await formatted(README, readme),
    ...(await mapDataFile(map, otherVersions())),
    ...Object.fromEntries(drawn.map(([name, svg]) => [join(root, "lab/map/picture", name), svg])),
  };
}
