import { setTimeout as delay } from "node:timers/promises";
import { SERVERLESS_ADAPTER } from "../../e2e/builds.ts";
import { type ServerlessHost, startServerlessHost } from "../../e2e/hosts/serverless/host.ts";
import { freezes } from "../map/measure/hosts.ts";
import { build, type Settings, watchedEnv } from "./app/next.ts";
import { DIST, type Project } from "./app/project.ts";
import { askOnce } from "./ask/over-http.ts";
import type { Visit } from "./ask/visit.ts";
import { CannotTell } from "./cannot-tell.ts";
import type { Options } from "./options.ts";
import type { EventLog } from "./watch/event-log.ts";

/** Adapters are stable from here on: https://nextjs.org/docs/app/api-reference/config/next-config-js/adapterPath */
const SINCE = [16, 2] as const;
/** So long the host stands still: longer than most work takes, so that what goes on later was stopped. */
const STILL_MS = 1_000;

/** Throws CannotTell where an app cannot be built for the freezing host. */
export function refuseToFreeze({ version }: Project): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if ((major - SINCE[0] || minor - SINCE[1]) < 0) {
    throw new CannotTell(
      `--freeze needs Next ${SINCE.join(".")} or later, and this is ${version}.`,
    );
  }
}

/**
 * Asks the app once more, on a host that stops its process when the response and all that waitUntil holds
 * are done, and wakes it for the next request. What goes on then is in the log, with how long it stood still.
 */
export async function freeze(
  project: Project,
  settings: Settings & Pick<Options, "posts">,
  visit: Visit,
  log: EventLog,
): Promise<void> {
  visit.say("next build, for the freezing host");
  const env = watchedEnv("start", log, settings);
  await build(project, {
    ...env,
    AFTER_DOCTOR_PHASE: "build",
    NEXT_ADAPTER_PATH: SERVERLESS_ADAPTER,
  });
  const options = { maxInstances: 1, concurrency: 100, distDir: DIST };
  const host = await startServerlessHost(project.dir, env, options);
  const onHost = { ...visit, origin: host.url, log };
  const documents = new Set(
    visit.asks.list.flatMap(({ way, path, status = 500 }) =>
      way === "get" && status < 400 ? path : [],
    ),
  );
  const asks = [...[...documents].map((path) => ({ path })), ...settings.posts];
  try {
    for (const { path, ...more } of asks) {
      visit.say(`on the freezing host: ${path}`);
      await askOnce(onHost, path, more);
      if (hasRun(host) && !(await freezes(host.happenings))) {
        visit.say(
          `it does not freeze after ${path}: something there does not end; no more is asked`,
        );
        return;
      }
      await delay(STILL_MS);
    }
    // Whatever was last to run stands still: one of these wakes it.
    for (const { path } of asks) await askOnce(onHost, path, { method: "HEAD" });
    await delay(STILL_MS);
  } finally {
    await host.stop();
  }
}

/** Whether a function ran at all: what is static is served without one. */
const hasRun = ({ happenings }: ServerlessHost): boolean =>
  happenings.some((each) => "event" in each && each.event.instance.startsWith("function"));
