import { execFile, type ExecFileException } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { UnreadableLogs } from "./log-source";

const MAX_MB = 64;
const words = z.array(z.string().min(1)).min(1);

/**
 * A command from an environment variable: plain words, or a JSON array of them where one holds a
 * space; undefined where the variable is empty. Throws on JSON that is something else.
 */
export function parseCommand(name: string, value = ""): string[] | undefined {
  const text = value.trim();
  if (!text.startsWith("[")) return text ? text.split(/\s+/) : undefined;
  try {
    return words.parse(JSON.parse(text));
  } catch {
    throw new Error(
      `${name} starts with [ and is no JSON array of words. Set it to plain words, or to an array such as ["/a path/vercel", "--debug"].`,
    );
  }
}

/** How to start a command: what npm installs is a script on Windows, which only a shell can start. */
export function startable([command = "", ...args]: readonly string[], platform = process.platform) {
  if (platform !== "win32" || /\.exe$/i.test(command)) return { file: command, args, shell: false };
  const quoted = [command, ...args].map((word) => (/[\s&|<>^()]/.test(word) ? `"${word}"` : word));
  const [file = "", ...rest] = quoted;
  return { file, args: rest, shell: true };
}

/** What the CLI wrote to stderr, or undefined where it did not end within its time. */
export class CliFailed extends Error {
  readonly stderr: string | undefined;

  constructor(stderr: string | undefined) {
    super(stderr ?? "It did not end in time");
    this.stderr = stderr;
  }
}

/**
 * Runs the Vercel CLI for `timeout` ms at most, and returns what it printed. Rejects with
 * {@link CliFailed} where it failed, and with {@link UnreadableLogs} where it is missing or printed
 * more than can be held.
 */
export async function runCli(command: readonly string[], timeout: number): Promise<string> {
  const { file, args, shell } = startable(command);
  const options = { timeout, maxBuffer: MAX_MB * 1024 * 1024, shell };
  const { stdout } = await promisify(execFile)(file, args, options).catch(
    ({ code, killed, stderr = "" }: ExecFileException) => {
      if (code === "ENOENT" || code === "EACCES") {
        throw new UnreadableLogs(
          `${file} cannot be started (${code}), and the logs are read with it. Install Node.js with npm, which brings npx, or set VERCEL_CLI to what starts the Vercel CLI: plain words, or a JSON array where a path holds a space.`,
        );
      }
      if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") {
        throw new UnreadableLogs(
          `The Vercel CLI printed more than ${MAX_MB} MB: run the suite on a quieter deployment.`,
        );
      }
      // Not the error's own message: it holds the command, in which somebody may have put a token.
      throw new CliFailed(
        killed ? undefined : stderr.trim() || `it ended with ${code}, and did not say why`,
      );
    },
  );
  return stdout;
}
