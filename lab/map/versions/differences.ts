import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../e2e/builds.ts";
import type { Run } from "../measure/cell.ts";
import { type Move, movesOf } from "../measure/compare.ts";
import { type Way, ways } from "../patterns/pattern.ts";

/** What moved on one host in one configuration. */
export interface MovedRun {
  host: Run["host"];
  partialPrefetching: boolean;
  moves: Move[];
}

/** Another version of Next, and what differs there from the committed map. */
export interface OtherVersion {
  next: string;
  /** Of the map that it was compared with. */
  than: string;
  runs: MovedRun[];
}

export const VERSIONS_JSON = join(root, "lab/map/versions/versions.json");

/** The versions that were measured, the oldest first. */
export const otherVersions = (): OtherVersion[] =>
  JSON.parse(readFileSync(VERSIONS_JSON, "utf8")) as OtherVersion[];

export const moved = (committed: (run: Run) => Run, runs: readonly Run[]): MovedRun[] =>
  runs.map((run) => ({
    host: run.host,
    partialPrefetching: run.partialPrefetching,
    moves: movesOf(committed(run), run),
  }));

/** A sentence for each row and change: which ways of asking, on which hosts. */
export function sentencesOf({
  runs,
}: Pick<OtherVersion, "runs">): { name: string; says: string }[] {
  const all = runs.flatMap(({ host, partialPrefetching, moves }) =>
    moves.map((move) => ({
      ...move,
      on: `${host}, \`partialPrefetching: ${partialPrefetching}\``,
    })),
  );
  const alike = Map.groupBy(all, ({ name, was, is, on }) =>
    [name, withoutStatus(was, is), on].join(),
  );
  const ofHosts = Map.groupBy(
    [...alike.values()].map((group) => ({
      first: group[0],
      ways: titles(group.map(({ way }) => way)),
    })),
    ({ first, ways: asked }) => [first?.name, asked, withoutStatus(first?.was, first?.is)].join(),
  );
  return [...ofHosts.values()].flatMap((group) => {
    const [{ first, ways: asked }] = group as [(typeof group)[number]];
    if (!first) return [];
    const hosts = group.map((each) => each.first?.on).join("; ");
    return [
      { name: first.name, says: `${asked}: ${withoutStatus(first.was, first.is)} (${hosts})` },
    ];
  });
}

const titles = (asked: readonly Way[]): string => asked.map((way) => ways[way].title).join(", ");

const bare = (text: string) => text.replace(/, status \d+$/, "");

/** What was and what is; the status only where that is what moved. */
function withoutStatus(was = "", is = ""): string {
  return bare(was) === bare(is) ? `${was} → ${is}` : `${bare(was)} → ${bare(is)}`;
}
