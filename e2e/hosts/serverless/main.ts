// npm run serverless: the shop on the local serverless host, to click through.
import { parseArgs } from "node:util";
import { buildForServerless } from "../../builds.ts";
import type { HostEvent } from "./messages.ts";
import { startServerless } from "./server.ts";

const usage = `npm run serverless -- [options]

  --port N             where to listen on 127.0.0.1 (PORT, or 3000)
  --no-wait-until      give instances no waitUntil: what a host does that lacks it
  --max-duration N     seconds after which an instance is killed (what vercel.json says)
  --max-instances N    how many may run at once (4)
  --concurrency N      requests that share an instance (10)
  --idle N             seconds after which a frozen instance is thrown away (60)
`;

const { values } = parseArgs({
  options: {
    port: { type: "string", default: process.env.PORT ?? "3000" },
    "no-wait-until": { type: "boolean", default: false },
    "max-duration": { type: "string" },
    "max-instances": { type: "string", default: "4" },
    concurrency: { type: "string", default: "10" },
    idle: { type: "string", default: "60" },
    help: { type: "boolean", default: false },
  },
});

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < (name === "port" ? 0 : 1)) {
    console.error(
      `--${name} must be a whole number above 0, not ${JSON.stringify(text)}\n\n${usage}`,
    );
    process.exit(2);
  }
  return value;
}

function tell(event: HostEvent): string {
  if (event.type === "settled") return `${event.instance}: waited for ${event.waitUntil} promises`;
  if (event.type !== "killed") return `${event.instance}: ${event.type}`;
  return `${event.instance}: killed at maxDuration, with ${event.running.length} running`;
}

if (values.help) {
  console.log(usage);
  process.exit();
}
const maxDuration = values["max-duration"];
const options = {
  port: whole("port", values.port),
  env: {},
  noWaitUntil: values["no-wait-until"],
  maxDuration: maxDuration === undefined ? undefined : whole("max-duration", maxDuration),
  maxInstances: whole("max-instances", values["max-instances"]),
  concurrency: whole("concurrency", values.concurrency),
  idleMs: whole("idle", values.idle) * 1000,
};
console.log("Building for the serverless host…");
const cwd = await buildForServerless("app");
const host = await startServerless({
  ...options,
  cwd,
  onEvent: (event) => console.log(`[host] ${tell(event)}`),
  onLog: (line) => console.log(line),
});
console.log(`Ready on ${host.url}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void host.stop().then(() => process.exit()));
}
