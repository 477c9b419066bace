import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Addresses } from "./ask/addresses.ts";
import { ask } from "./ask/ask.ts";
import { Asks } from "./ask/asks.ts";
import { readSession } from "./ask/session.ts";
import type { Visit } from "./ask/visit.ts";
import { keep } from "./app/keep.ts";
import { readBuilt } from "./app/manifests.ts";
import { build, start, watchedEnv } from "./app/next.ts";
import type { Project } from "./app/project.ts";
import { conclude } from "./conclude.ts";
import { freeze } from "./freeze.ts";
import type { Options } from "./options.ts";
import type { Examined } from "./report/findings.ts";
import { EventLog, type Logs } from "./watch/event-log.ts";

/** Builds, starts and asks an app, and puts it back. Throws CannotTell where nothing can be said of it. */
export async function examine(
  project: Project,
  options: Options,
  say: (text: string) => void,
): Promise<Examined> {
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), "after-doctor-"));
  const logs: Logs = {
    build: new EventLog(join(folder, "build")),
    start: new EventLog(join(folder, "start")),
    freeze: new EventLog(join(folder, "freeze")),
  };
  const putBack = keep(project.dir);
  try {
    const { visit, addresses } = await askServed(project, options, logs, say);
    if (options.freeze) await freeze(project, options, visit, logs.freeze);
    const seconds = Math.round((Date.now() - began) / 1000);
    return { ...conclude(project, options, visit, addresses, logs), seconds };
  } finally {
    putBack();
    for (const log of Object.values(logs) as EventLog[]) log.close();
    rmSync(folder, { recursive: true });
  }
}

async function askServed(
  project: Project,
  options: Options,
  logs: Logs,
  say: (text: string) => void,
): Promise<{ visit: Visit; addresses: Addresses }> {
  say("next build");
  await build(project, watchedEnv("build", logs.build, options));
  const built = readBuilt(project.dir);
  const { origin, stop } = await start(project, watchedEnv("start", logs.start, options));
  try {
    const session = readSession(options.session, origin);
    const visit: Visit = { origin, built, log: logs.start, asks: new Asks(), session, say };
    return { visit, addresses: await ask(visit, options) };
  } finally {
    await stop();
  }
}
