import type { Frame } from "../watch/events.ts";
import type { Finder } from "./site.ts";

/** Frames that are what they say; a file in node_modules is of a package. */
export const places: Finder = {
  of: ([file, line]) => ({ file, line, library: /node_modules\/([^/]+)/.exec(file)?.[1] }),
  ofCode: (_, code) =>
    code ? { file: "app/edge/route.ts", line: 7, library: undefined } : undefined,
};
export const frame = (place: string): Frame => {
  const [file = "", line] = place.split(":");
  return [file, Number(line), 1, ""];
};
