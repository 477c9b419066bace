import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DIST } from "./project.ts";

/** Files of the app that `next build` writes to. */
const WRITTEN = ["tsconfig.json", "next-env.d.ts"];

/**
 * Returns what puts the app back as it was: these files as they are now, and nothing left of the
 * doctor's build. It is done when the process exits, too.
 */
export function keep(dir: string): () => void {
  const kept = WRITTEN.map((name) => {
    const path = join(dir, name);
    return { path, text: existsSync(path) ? readFileSync(path) : undefined };
  });
  rmSync(join(dir, DIST), { recursive: true, force: true });
  let isBack = false;
  function putBack(): void {
    if (isBack) return;
    isBack = true;
    for (const { path, text } of kept) {
      if (text === undefined) rmSync(path, { force: true });
      else if (!existsSync(path) || !readFileSync(path).equals(text)) writeFileSync(path, text);
    }
    rmSync(join(dir, DIST), { recursive: true, force: true });
  }
  process.once("exit", putBack);
  return putBack;
}
