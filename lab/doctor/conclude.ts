import type { Addresses } from "./ask/addresses.ts";
import type { Visit } from "./ask/visit.ts";
import { routeAt } from "./app/manifests.ts";
import type { Project } from "./app/project.ts";
import { sourceCalls } from "./app/source-calls.ts";
import { CannotTell } from "./cannot-tell.ts";
import { nothingSeen } from "./nothing-seen.ts";
import type { Options } from "./options.ts";
import type { Examined } from "./report/findings.ts";
import { judge } from "./rules/judge.ts";
import { rowsOf } from "./rules/row.ts";
import { Places } from "./sites/place.ts";
import { textOf } from "./sites/site.ts";
import { Tally } from "./sites/tally.ts";
import type { Logs } from "./watch/event-log.ts";

/** What follows from all that was seen. Throws CannotTell where after() is called and nothing was seen of it. */
export function conclude(
  { dir, version }: Project,
  { allow }: Options,
  { asks, built }: Visit,
  { asked, risky }: Addresses,
  logs: Logs,
): Omit<Examined, "seconds"> {
  const tally = new Tally(new Places(dir), asks, built);
  tally.add(logs.build.read(), "build");
  tally.add(logs.start.read(), "start");
  tally.add(logs.freeze.read(), "freeze");
  const calls = sourceCalls(dir);
  if (calls.length > 0 && tally.tasks.size === 0) {
    throw new CannotTell(nothingSeen(calls, logs.start.events));
  }
  const sites = [...tally.sites.values()].map((site) => {
    const rows = rowsOf(site, asks, built);
    return { site, rows, findings: judge(site, rows, allow) };
  });
  const ran = new Set(sites.flatMap(({ site }) => [textOf(site), site.via]));
  const reached = new Set([...asked].map((path) => routeAt(built.routes, path)?.route));
  const routes = built.routes.map(({ route }) => route);
  const broken = asks.list.filter(({ way, status = 0 }) => way === "get" && status >= 500);
  return {
    dir,
    version,
    sites,
    neverRan: calls.filter((call) => !ran.has(textOf(call))),
    noAddress: routes.filter((route) => !reached.has(route) && !risky.has(route)),
    leftAlone: [...risky],
    broken: new Map(broken.map(({ path, status = 0 }) => [path, status])),
  };
}
