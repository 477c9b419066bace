import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask } from "./ask/ask.ts";
import { Asks } from "./ask/asks.ts";
import { readSession } from "./ask/session.ts";
import type { Visit } from "./ask/visit.ts";
import { keep } from "./app/keep.ts";
import { readBuilt, routeAt } from "./app/manifests.ts";
import { build, start, watchedEnv } from "./app/next.ts";
import type { Project } from "./app/project.ts";
import { sourceCalls } from "./app/source-calls.ts";
import { CannotTell } from "./cannot-tell.ts";
import { freeze } from "./freeze.ts";
import { nothingSeen } from "./nothing-seen.ts";
import type { Options } from "./options.ts";
import type { Examined } from "./report/findings.ts";
import { judge } from "./rules/judge.ts";
import { rowsOf } from "./rules/row.ts";
import { Places } from "./sites/place.ts";
import { textOf } from "./sites/site.ts";
import { Tally } from "./sites/tally.ts";
import { EventLog } from "./watch/event-log.ts";

/** Builds, starts and asks an app, and puts it back. Throws CannotTell where nothing can be said of it. */
export async function examine(
  project: Project,
  options: Options,
  say: (text: string) => void,
): Promise<Examined> {
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), "after-doctor-"));
  const buildLog = new EventLog(join(folder, "build"));
  const startLog = new EventLog(join(folder, "start"));
  const freezeLog = new EventLog(join(folder, "freeze"));
  const putBack = keep(project.dir);
  try {
    say("next build");
    await build(project, watchedEnv("build", buildLog, options));
    const built = readBuilt(project.dir);
    const served = await start(project, watchedEnv("start", startLog, options));
    const { origin } = served;
    const session = readSession(options.session, origin);
    const visit: Visit = { origin, built, log: startLog, asks: new Asks(), session, say };
    let addresses;
    try {
      addresses = await ask(visit, options);
    } finally {
      await served.stop();
    }
    if (options.freeze) await freeze(project, options, visit, freezeLog);
    const calls = sourceCalls(project.dir);
    const tally = new Tally(new Places(project.dir), visit.asks, built);
    tally.add(buildLog.read(), "build");
    tally.add(startLog.read(), "start");
    tally.add(freezeLog.read(), "freeze");
    if (calls.length > 0 && tally.tasks.size === 0)
      throw new CannotTell(nothingSeen(calls, startLog.events));
    const sites = [...tally.sites.values()].map((site) => {
      const rows = rowsOf(site, visit.asks, built);
      return { site, rows, findings: judge(site, rows, options.allow) };
    });
    const ran = new Set(sites.flatMap(({ site }) => [textOf(site), site.via]));
    const reached = new Set([...addresses.asked].map((path) => routeAt(built.routes, path)?.route));
    const noAddress = built.routes.map(({ route }) => route).filter((route) => !reached.has(route));
    return {
      dir: project.dir,
      version: project.version,
      seconds: Math.round((Date.now() - began) / 1000),
      sites,
      neverRan: calls.filter((call) => !ran.has(textOf(call))),
      noAddress: noAddress.filter((route) => !addresses.risky.has(route)),
      leftAlone: [...addresses.risky],
      broken: brokenIn(visit.asks),
    };
  } finally {
    putBack();
    for (const log of [buildLog, startLog, freezeLog]) log.close();
    rmSync(folder, { recursive: true });
  }
}

function brokenIn({ list }: Asks): Map<string, number> {
  const broken = list.filter(({ way, status = 0 }) => way === "get" && status >= 500);
  return new Map(broken.map(({ path, status = 0 }) => [path, status]));
}
