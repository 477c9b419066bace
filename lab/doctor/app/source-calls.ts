import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const ASIDE = /^(node_modules|\..*|e2e|tests?|__tests__|cypress|coverage|dist)$/;
const CODE = /(?<!\.(?:test|spec|stories|d))\.(?:tsx?|jsx?|mjs|cjs|mts)$/;
const IMPORT =
  /import\s*\{[^}]*?\b(?:unstable_)?after\b(?:\s+as\s+(\w+))?[^}]*\}\s*from\s*["']next\/server["']/;

export interface SourceCall {
  file: string;
  line: number;
}

/** Where the app's source calls after() of next/server, as far as reading it tells. */
export function sourceCalls(dir: string): SourceCall[] {
  return codeIn(dir).flatMap((path) => {
    const text = readFileSync(path, "utf8");
    const imported = IMPORT.exec(text);
    if (!imported) return [];
    const call = new RegExp(String.raw`(?<![\w.$])${imported[1] ?? "(?:unstable_)?after"}\((?!\))`);
    return withoutComments(text)
      .split("\n")
      .flatMap((line, i) => (call.test(line) ? [{ file: relative(dir, path), line: i + 1 }] : []));
  });
}

function codeIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    if (ASIDE.test(entry.name)) return [];
    const path = join(dir, entry.name);
    // A folder with a package.json is a package of its own, and no part of this app.
    if (entry.isDirectory()) return existsSync(join(path, "package.json")) ? [] : codeIn(path);
    return entry.isFile() && CODE.test(entry.name) ? [path] : [];
  });
}

/** Comments become blanks, so that lines keep their numbers. Strings are left as they are. */
const withoutComments = (text: string): string =>
  text.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[^]*?\*\/|\/\/[^\n]*/g,
    (all, string: string | undefined) => string ?? all.replace(/[^\n]/g, " "),
  );
