import { styleText } from "node:util";
import { ways, type Way } from "../ask/ways.ts";
import type { Finding } from "../rules/judge.ts";
import { errorsOf, type Examined, type Judged } from "./findings.ts";
import { countsOf } from "./json.ts";
import { wrap } from "./wrap.ts";

const MAP = "lab/map/map.md";

type Format = Parameters<typeof styleText>[0];

/** What was found, for people: at most 99 columns wide. */
export function textOf(examined: Examined): string {
  const { sites, neverRan, noAddress, leftAlone, broken, seconds } = examined;
  const findings = sites.reduce((sum, judged) => sum + errorsOf(judged).length, 0);
  const verdict =
    findings === 0
      ? paint("green", `no findings`)
      : paint("red", `${findings} finding${findings === 1 ? "" : "s"}`);
  const called = sites.filter(({ rows }) => rows.length > 0).length;
  const head = `${called} place${called === 1 ? "" : "s"} called after(): ${verdict}, after ${seconds} s`;
  return [
    ...sites.toSorted(bySeverity).flatMap(siteLines),
    ...rest(
      "Never ran",
      neverRan.map(({ file, line }) => `${file}:${line}`),
      "ask for them: --url, --press for actions, --post for POST routes",
    ),
    ...rest("No address known", noAddress, "name one: --url"),
    ...rest("Left alone", leftAlone, "a GET there may do something; --url asks for it"),
    ...rest(
      "Answered with an error",
      [...broken].map(([path, status]) => `${path} ${status}`),
      "what is behind it was not seen",
    ),
    head,
  ].join("\n");
}

const bySeverity = (one: Judged, other: Judged): number =>
  errorsOf(other).length - errorsOf(one).length ||
  one.site.file.localeCompare(other.site.file) ||
  one.site.line - other.site.line;

function siteLines(judged: Judged): string[] {
  const { site, findings } = judged;
  const via = site.via ? paint("dim", ` through ${site.via}`) : "";
  const routes = [...site.routes].toSorted();
  return [
    ...wrap(
      `${paint("bold", `${site.file}:${site.line}`)}${via}${routes.length > 0 ? paint("dim", `  ${few(routes)}`) : ""}`,
      "",
      "  ",
    ),
    ...countLines(judged),
    ...(findings.length > 0 ? findings.flatMap(findingLines) : [`  ${quiet(judged)}`]),
    "",
  ];
}

/** How often it ran in each way; those in which it did not come last, in short. */
function countLines(judged: Judged): string[] {
  const counts = Object.entries(countsOf(judged)) as [Way, number][];
  const ran = counts.filter(([, n]) => n > 0).map(([way, n]) => `${ways[way]} ${n}`);
  const not = counts.filter(([, n]) => n === 0).map(([way]) => ways[way]);
  const all = [...ran, ...(not.length > 0 ? [`0 for ${not.join(", ")}`] : [])];
  return all.length > 0 ? wrap(all.join(" · "), "  ") : [];
}

/** What is to be said where no rule has anything to say. */
function quiet({ rows, site }: Judged): string {
  const isView = rows.some(({ n }) => n("get") + n("click") > 0);
  const once = isView ? "once for a view" : "once each time that it was asked for";
  if (rows.length > 0) return `${paint("green", "✓")} ${once}, and for nothing else`;
  return `${paint("dim", "·")} ${site.beside}× beside what was asked for: by a script of a page, or a form`;
}

function findingLines({ rule, severity, message, fix, map, addresses }: Finding): string[] {
  const isError = severity === "error";
  const mark = isError ? paint("red", "✗") : paint("dim", "·");
  const at = addresses.length > 1 ? ` (${few(addresses)})` : "";
  return [
    ...wrap(`${mark} ${message}${at}`, "  ", "    "),
    ...wrap(`${isError ? "fix: " : ""}${fix}`, "    "),
    `    ${paint("dim", `${rule} · ${MAP}, ${map}`)}`,
  ];
}

function rest(title: string, list: string[], then: string): string[] {
  return list.length === 0
    ? []
    : [...wrap(`${paint("yellow", title)}: ${few(list, 12)}`, "", "  "), `  ${then}`, ""];
}

const few = (list: string[], most = 3): string =>
  list.slice(0, most).join(", ") + (list.length > most ? ` and ${list.length - most} more` : "");

/** Colour where the output is a terminal that has it. */
const paint = (format: Format, text: string): string =>
  styleText(format, text, { stream: process.stdout });
