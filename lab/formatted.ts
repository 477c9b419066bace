import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, type FormatConfig } from "oxfmt";
import { root } from "../e2e/builds.ts";

const { ignorePatterns: _, ...style } = JSON.parse(
  readFileSync(join(root, ".oxfmtrc.json"), "utf8"),
) as FormatConfig & { ignorePatterns: string[] };

/** A file of the project as `npm run format` leaves it. Throws where it cannot be read. */
export async function formatted(path: string, text: string): Promise<string> {
  const { code, errors } = await format(path, text, style);
  const [error] = errors;
  if (error) throw new Error(`${path}: ${error.message}`);
  return code;
}
