import { existsSync, readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { dirname, join } from "node:path";

interface FileMap {
  map: SourceMap;
  /** The folder that its sources are relative to. */
  folder: string;
}

const maps = new Map<string, FileMap | undefined>();

/** The source map of a file that was built, if it has one that can be read. */
export function sourceMapOf(file: string): FileMap | undefined {
  if (!maps.has(file)) maps.set(file, readMap(file));
  return maps.get(file);
}

function readMap(file: string): FileMap | undefined {
  if (!existsSync(file)) return undefined;
  const named = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(
    readFileSync(file, "utf8").slice(-1000),
  )?.[1];
  const path = [
    named && !named.startsWith("data:") && join(dirname(file), decodeURIComponent(named)),
    `${file}.map`,
  ]
    .filter((each) => typeof each === "string")
    .find((each) => existsSync(each));
  if (!path) return undefined;
  const payload = JSON.parse(readFileSync(path, "utf8")) as SourceMapPayload;
  return { map: new SourceMap(payload), folder: dirname(path) };
}
