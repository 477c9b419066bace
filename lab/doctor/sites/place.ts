import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { SERVERLESS_ADAPTER } from "../../../e2e/builds.ts";
import { DIST, foldersAbove } from "../app/project.ts";
import type { Frame } from "../watch/events.ts";
import { sourceMapOf } from "./source-maps.ts";

/** What --freeze serves an app with runs in the app's process, and is no code of the app. */
const FREEZING_HOST = dirname(SERVERLESS_ADAPTER);

/** A place in the source. */
export interface Place {
  /** Relative to the app. */
  file: string;
  line: number;
  /** The package that it is of; undefined for the app's own code, and its workspace's. */
  library: string | undefined;
}

/** Finds places in the source of the app in `dir` by frames of its build. */
export class Places {
  private readonly folders: string[];
  private readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
    this.folders = foldersAbove(dir);
  }

  /**
   * Where a frame is in the source; undefined for Next's, React's and the freezing host's own, and for
   * what no map tells.
   */
  of([file, line, column]: Frame): Place | undefined {
    if (!file.includes(`/${DIST}/`)) return this.place(file, line);
    const found = sourceMapOf(file);
    const entry = found?.map.findEntry(line - 1, column - 1);
    if (!found || !entry || !("originalSource" in entry)) return undefined;
    const source = this.sourceFile(entry.originalSource, found.folder);
    return source === undefined ? undefined : this.place(source, entry.originalLine + 1);
  }

  /** Where the callback with this beginning is, if one place of the file has it. */
  ofCode(file: string, code: string): Place | undefined {
    if (!file.includes(`/${DIST}/`) || !existsSync(file)) return undefined;
    const text = readFileSync(file, "utf8");
    const at = text.indexOf(code);
    if (at === -1 || text.includes(code, at + 1)) return undefined;
    const before = text.slice(0, at).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    for (let skip = 0; skip < Math.min(code.length, 60); skip++) {
      const place = this.of([file, before.length, column + skip, ""]);
      if (place && !place.library) return place;
    }
    return undefined;
  }

  private place(path: string, line: number): Place | undefined {
    if (/node_modules\/(next|react|react-dom|scheduler)\/|\/next\/dist\//.test(path))
      return undefined;
    if (path.startsWith(FREEZING_HOST)) return undefined;
    const library = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
    return { file: relative(this.dir, path), line, library };
  }

  /**
   * Bundlers name sources in their own ways: a file: URL, a path below the workspace's root, one beside
   * the map, and Turbopack's maps of edge code one that leads nowhere (16.4.5). The file that exists is meant.
   */
  private sourceFile(named: string, folder: string): string | undefined {
    const source = decodeURIComponent(named)
      .replace(/^file:\/\//, "")
      .replace(/\?[\w-]*$/, "")
      .replace(/^webpack:\/\/[^/]*\//, "")
      .replace(/^turbopack:\/\/\/?\[project\]\//, "");
    const bare = source.replace(/^(\.\.?\/)+/, "");
    const candidates = [
      resolve(folder, source),
      ...this.folders.map((each) => resolve(each, bare)),
    ];
    return candidates.find(
      (path) => /\.\w+$/.test(path) && !path.includes(`/${DIST}/`) && existsSync(path),
    );
  }
}
