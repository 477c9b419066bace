import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../e2e/builds.ts";
import { freePort } from "../../e2e/loopback.ts";
import { Program } from "../fire/orders/program.ts";
import { until } from "../until.ts";

const page = readFileSync(join(root, "docs/behind-a-proxy.md"), "utf8");
const START_MS = 20_000;
/** Instead of the page's ten seconds. */
const BODY_TIMEOUT_S = 2;

const shown = (name: ProxyName) =>
  new RegExp(`\`\`\`${name}.*\n([^]*?)\`\`\``).exec(page)?.[1] ?? "";

/** For how many seconds the page has a proxy keep an idle connection to the server. */
export const idleSeconds = (name: ProxyName) =>
  Number(/keepalive(?:_timeout)? (\d+)s/.exec(shown(name))?.[1]);

/** The configuration that the page shows, with each of these parts replaced: all of them are there. */
function configuration(name: ProxyName, parts: Record<string, string>): string {
  let text = shown(name);
  for (const [part, by] of Object.entries(parts)) {
    if (!text.includes(part)) throw new Error(`The page's ${name} has no ${JSON.stringify(part)}`);
    text = text.replaceAll(part, by);
  }
  return text;
}

const nginx = (folder: string, port: number, app: string) => `
daemon off;
pid ${folder}/pid;
events {}
http {
  access_log off;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((what) => `${what}_temp_path ${folder}/${what};`).join("\n  ")}
  ${configuration("nginx", {
    "127.0.0.1:3000": app,
    "listen 80;": `listen 127.0.0.1:${port};`,
    "client_body_timeout 10s;": `client_body_timeout ${BODY_TIMEOUT_S}s;`,
  })}
}`;

const caddy = (_folder: string, port: number, app: string) =>
  configuration("caddy", {
    "    servers {": "    admin off\n    servers {",
    ":80 {": `:${port} {\n    bind 127.0.0.1`,
    "127.0.0.1:3000": app,
    "read_body 10s": `read_body ${BODY_TIMEOUT_S}s`,
  });

const proxies = {
  nginx: { configure: nginx, args: (file: string) => ["-e", "stderr", "-c", file] },
  caddy: {
    configure: caddy,
    args: (file: string) => ["run", "--adapter", "caddyfile", "--config", file],
  },
};
export type ProxyName = keyof typeof proxies;

const find = (name: ProxyName) =>
  [...(process.env.PATH ?? "").split(":"), "/usr/sbin"]
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

/** Installs a proxy where it is missing and that is possible. Returns what to do where it is not. */
export function ensureProxy(name: ProxyName): string | undefined {
  if (!find(name) && process.getuid?.() === 0 && process.platform === "linux") {
    console.log(`No ${name} was found. As you are root, apt-get installs it.`);
    for (const args of [["update"], ["install", "--yes", "--no-install-recommends", name]]) {
      spawnSync("apt-get", ["--quiet", ...args], { stdio: "inherit" });
    }
  }
  return find(name) ? undefined : `install ${name}: apt-get install ${name}`;
}

/** Puts a proxy, configured as the page has it, before a server. Returns its URL, and how it is ended. */
export async function startProxy(name: ProxyName, serverUrl: string) {
  const program = find(name);
  if (!program) throw new Error(`There is no ${name}`);
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  // nginx gives up being root for what it does with bodies.
  chmodSync(folder, 0o755);
  const file = join(folder, "configuration");
  const port = await freePort();
  const { configure, args } = proxies[name];
  writeFileSync(file, configure(folder, port, new URL(serverUrl).host));
  const proxy = new Program(program, args(file), { cwd: folder });
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  if (!(await until(() => proxy.isGone || answers(), START_MS, 50)) || proxy.isGone) {
    throw new Error(`${name} did not start:\n${proxy.output}`);
  }
  return {
    url,
    async stop() {
      await proxy.end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
