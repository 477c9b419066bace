import { join } from "node:path";
import { format } from "prettier";
import { root } from "../../../e2e/builds.ts";
import { committedMap, mapDataFile } from "../measure/map-file.ts";
import { type OtherVersion, otherVersions, VERSIONS_JSON } from "./differences.ts";
import { versionsTable } from "./versions-table.ts";

/** The committed versions with this one, anew where it was there; the oldest first. */
export function addVersion(measured: OtherVersion): OtherVersion[] {
  const others = otherVersions().filter(({ next }) => next !== measured.next);
  return [...others, measured].toSorted((a, b) =>
    a.next.localeCompare(b.next, "en", { numeric: true }),
  );
}

/** What each file that shows these versions holds, byte for byte, by its path. */
export async function versionFiles(versions: OtherVersion[]): Promise<Record<string, string>> {
  const style = { printWidth: 100 };
  return {
    [VERSIONS_JSON]: await format(JSON.stringify(versions), { parser: "json", ...style }),
    [join(root, "lab/map/versions/versions.md")]: await format(versionsTable(versions), {
      parser: "markdown",
      ...style,
    }),
    ...(await mapDataFile(committedMap(), versions)),
  };
}
