import { allWays, type Way } from "../ask/ways.ts";
import { errorsOf, type Examined, type Judged } from "./findings.ts";

export interface SiteReport {
  file: string;
  line: number;
  via?: string;
  routes: string[];
  /** Callbacks that started, the most of all addresses; at build, of all together. */
  counts: Partial<Record<Way, number>>;
  findings: { rule: string; message: string; fix: string }[];
}

export interface Report {
  next: string;
  sites: SiteReport[];
}

/** What was found, for programs. A call that never ran is a site without routes and counts. */
export function jsonOf({ version, sites, neverRan }: Examined): Report {
  const ran = sites.map((judged): SiteReport => {
    const { file, line, via, routes } = judged.site;
    return {
      file,
      line,
      ...(via !== undefined && { via }),
      routes: [...routes].toSorted(),
      counts: countsOf(judged),
      findings: errorsOf(judged).map(({ rule, message, fix, addresses }) => ({
        rule,
        message: addresses.length > 0 ? `${addresses[0]}: ${message}` : message,
        fix,
      })),
    };
  });
  const rest = neverRan.map((call): SiteReport => ({
    ...call,
    routes: [],
    counts: {},
    findings: [],
  }));
  return { next: version, sites: [...ran, ...rest] };
}

/** How often it started in each way that was asked for at any of its addresses. */
export function countsOf({ site, rows }: Judged): Partial<Record<Way, number>> {
  const builds = [...site.cells.values()].map((cells) => cells.get("build")?.started ?? 0);
  const counts = allWays.flatMap((way): [Way, number][] => {
    if (way === "build")
      return rows.length > 0 ? [[way, builds.reduce((sum, n) => sum + n, 0)]] : [];
    const asked = rows.filter((row) => row.asked(way));
    return asked.length > 0 ? [[way, Math.max(...asked.map((row) => row.n(way)))]] : [];
  });
  return Object.fromEntries(counts);
}
