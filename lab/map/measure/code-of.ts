import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { refusals } from "../patterns/all.ts";
import type { Pattern } from "../patterns/pattern.ts";

const map = resolve(import.meta.dirname, "..");
/** The files of a folder that a reader wants to see. */
const files = ["page.tsx", "layout.tsx", "actions.ts", "route.ts"];

/** The code of a row: the files of its page or route, or what answers before them. Throws where there is none. */
export function codeOf(pattern: Pattern): { file: string; text: string }[] {
  const { name, path } = pattern;
  const refusedIn = Object.keys(refusals).find((folder) => refusals[folder]?.includes(pattern));
  const folder = refusedIn ? `refused/${refusedIn}` : ".";
  const inProxy =
    pattern.file === "proxy.ts" || name === "proxy-after" || name.startsWith("proxied/");
  const below = name.startsWith("proxied/") ? `/${name.split("/").slice(0, 2).join("/")}` : path;
  const found = [
    ...(inProxy ? [`${folder}/proxy.ts`] : []),
    ...files.flatMap((file) => routeFile(`${folder}/app`, below, file) ?? []),
  ];
  if (found.length === 0) throw new Error(`No code was found of ${name}`);
  return found.map((file) => ({
    file: join("lab/map", file),
    text: readFileSync(join(map, file), "utf8").trimEnd(),
  }));
}

/** A path's file where it stands, or in the folder of its parameter. */
function routeFile(app: string, path: string, file: string): string | undefined {
  const folders = ["", "[slug]", "../[slug]", "[way]"].map((parameter) =>
    join(app, path, parameter),
  );
  return folders.map((folder) => join(folder, file)).find((each) => existsSync(join(map, each)));
}
