import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { CannotTell } from "./cannot-tell.ts";
import { ruleIds } from "./rules/all.ts";

export const usage = `npm run doctor -w lab -- DIR [options]

How often each after() of the Next.js app in DIR runs, for each way of asking for it, and what
is wrong with that.

  --url PATH           a further address to ask for; may be given more than once, as the next two
  --press "PATH NAME"  press this button on that page, as a visitor would: for Server Actions
  --post "PATH JSON"   post this to that route
  --only               ask for nothing but what these three name
  --session FILE       browse as the person whose session this is: a storage state of Playwright
  --run                call the callbacks, too: they send mails and write rows; only then it is seen
                       that one throws, or that its work goes on after its end
  --env NAME=VALUE     an environment variable for the app; may be given more than once
  --freeze             also on a host that freezes after the response; implies --run
  --allow RULE         a rule that you have decided not to follow; may be given more than once
  --json FILE          write what was found as JSON
  --sarif FILE         write it as SARIF, for tools that review code

Exit code 0: no findings. 1: findings. 2: it could not tell, and says why.
`;

export interface Options {
  dir: string;
  urls: string[];
  only: boolean;
  presses: { path: string; name: string }[];
  posts: { path: string; body: string }[];
  session: string | undefined;
  run: boolean;
  env: Record<string, string>;
  freeze: boolean;
  allow: Set<string>;
  json: string | undefined;
  sarif: string | undefined;
}

const list = { type: "string", multiple: true, default: [] as string[] } as const;
const flag = { type: "boolean", default: false } as const;

/** Reads the command line; "help" where that is asked for. Throws CannotTell, which names what is wrong. */
export function readOptions(args: string[], cwd: string): Options | "help" {
  const { values, positionals } = parse(args);
  if (values.help) return "help";
  if (positionals.length !== 1) throw new CannotTell(`Name one folder.\n\n${usage}`);
  const dir = resolve(cwd, positionals[0] ?? "");
  if (!existsSync(join(dir, "package.json"))) throw new CannotTell(`${dir} has no package.json.`);
  const unknown = values.allow.find((rule) => !ruleIds.includes(rule));
  if (unknown) throw new CannotTell(`--allow ${unknown}: the rules are ${ruleIds.join(", ")}.`);
  const session = values.session && resolve(cwd, values.session);
  if (session && !existsSync(session)) throw new CannotTell(`--session: there is no ${session}.`);
  return {
    dir,
    urls: values.url.map((path) => pathIn("--url", path)),
    only: values.only,
    presses: values.press.map((text) => {
      const [path, name] = twoOf("--press", text);
      return { path, name };
    }),
    posts: values.post.map((text) => {
      const [path, body] = twoOf("--post", text);
      return { path, body };
    }),
    session,
    run: values.run || values.freeze,
    env: Object.fromEntries(values.env.map(variable)),
    freeze: values.freeze,
    allow: new Set(values.allow),
    json: values.json && resolve(cwd, values.json),
    sarif: values.sarif && resolve(cwd, values.sarif),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        url: list,
        only: flag,
        press: list,
        post: list,
        session: { type: "string" },
        run: flag,
        env: list,
        freeze: flag,
        allow: list,
        json: { type: "string" },
        sarif: { type: "string" },
        help: { ...flag, short: "h" },
      },
    });
  } catch (error) {
    throw new CannotTell(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function pathIn(option: string, text: string): string {
  if (!text.startsWith("/"))
    throw new CannotTell(`${option} takes a path such as /about, not "${text}".`);
  return text;
}

function twoOf(option: string, text: string): [path: string, rest: string] {
  const [, path = "", rest = ""] = /^(\S+)\s+(.+)$/s.exec(text) ?? [];
  if (!rest) throw new CannotTell(`${option} takes a path and more after a space, not "${text}".`);
  return [pathIn(option, path), rest];
}

function variable(text: string): [name: string, value: string] {
  const at = text.indexOf("=");
  if (at < 1) throw new CannotTell(`--env takes NAME=VALUE, not "${text}".`);
  return [text.slice(0, at), text.slice(at + 1)];
}
