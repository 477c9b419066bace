import { join } from "node:path";
import { root } from "../../../e2e/builds.ts";
import { formatted } from "../../formatted.ts";
import { committedMap, mapDataFile } from "../measure/map-file.ts";
import { type OtherVersion, otherVersions, VERSIONS_JSON } from "./differences.ts";
import { versionsTable } from "./versions-table.ts";

const VERSIONS_MD = join(root, "lab/map/versions/versions.md");

/** The committed versions with this one, anew where it was there; the oldest first. */
export function addVersion(measured: OtherVersion): OtherVersion[] {
  const others = otherVersions().filter(({ next }) => next !== measured.next);
  return [...others, measured].toSorted((a, b) =>
    a.next.localeCompare(b.next, "en", { numeric: true }),
  );
}

/** What each file that shows these versions holds, byte for byte, by its path. */
export async function versionFiles(versions: OtherVersion[]): Promise<Record<string, string>> {
  return {
    [VERSIONS_JSON]: await formatted(VERSIONS_JSON, JSON.stringify(versions)),
    [VERSIONS_MD]: await formatted(VERSIONS_MD, versionsTable(versions)),
    ...(await mapDataFile(committedMap(), versions)),
  };
}
