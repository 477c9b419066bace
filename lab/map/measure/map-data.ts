import type { MapCell, MapData, Place } from "../../../app/after/map-data";
import { sections } from "../patterns/all.ts";
import { type Pattern, type Way, ways } from "../patterns/pattern.ts";
import { type OtherVersion, sentencesOf } from "../versions/differences.ts";
import type { Cell, LabMap, Run } from "./cell.ts";
import { codeOf } from "./code-of.ts";
import { counts, verdictOf } from "./verdicts.ts";

/** The map as the shop's page /after reads it: it may import nothing of the lab. */
export function mapDataOf({ next, runs }: LabMap, versions: readonly OtherVersion[]): MapData {
  return {
    next,
    otherVersions: versions.map((version) => version.next),
    ways: Object.fromEntries(
      Object.entries(ways).map(([way, { title, means }]) => [way, { title, means }]),
    ),
    hosts: runs.map(({ host, partialPrefetching }) => ({ host, partialPrefetching })),
    sections: Object.entries(sections).map(([title, patterns]) => ({
      title,
      places: patterns.map((pattern) => ({
        ...placeOf(pattern, runs),
        moved: versions.flatMap((version) =>
          sentencesOf(version)
            .filter(({ name }) => name === pattern.name)
            .map(({ says }) => ({ next: version.next, says })),
        ),
      })),
    })),
  };
}

function placeOf(pattern: Pattern, runs: readonly Run[]): Omit<Place, "moved"> {
  const { name, title, why } = pattern;
  const asked = (Object.keys(ways) as Way[]).filter((way) =>
    runs.some(({ patterns }) => patterns[name]?.[way]),
  );
  const cellsOf = (way: Way) =>
    runs.map(({ patterns }) => cellOf(pattern, way, patterns[name]?.[way]));
  const cells = Object.fromEntries(asked.map((way) => [way, cellsOf(way)]));
  return { name, title, why, code: codeOf(pattern), cells };
}

function cellOf(pattern: Pattern, way: Way, cell: Cell | undefined): MapCell | null {
  return cell ? { says: counts(cell), verdict: verdictOf(pattern, way, cell) } : null;
}
