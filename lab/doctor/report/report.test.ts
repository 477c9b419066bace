import { stripVTControlCharacters as plain } from "node:util";
import { expect, test } from "vitest";
import type { Ask } from "../ask/asks.ts";
import type { Row } from "../rules/row.ts";
import type { Examined, Judged } from "./findings.ts";
import { jsonOf } from "./json.ts";
import { sarifOf } from "./sarif.ts";
import { textOf } from "./text.ts";

const long = "a sentence that is long enough to be wrapped ".repeat(5).trim();

function judged(file: string, severity?: "error" | "note"): Judged {
  const counts: Record<string, number> = { build: 0, get: 2, click: 0 };
  const row = {
    address: "/x",
    n: (way: string) => counts[way] ?? 0,
    asked: (way: string) => (way in counts ? ({} as Ask) : undefined),
  } as unknown as Row;
  return {
    site: {
      file,
      line: 12,
      via: "lib/track.ts:5",
      routes: new Set(["/x", `/${"a-route-that-is-long/".repeat(3)}`, "/y"]),
      cells: new Map(),
      beside: 0,
      floating: new Map(),
      outlives: undefined,
      stoodStill: 0,
      waitUntil: 0,
    },
    rows: [row],
    findings: severity
      ? [
          {
            rule: "twice-per-view",
            severity,
            message: long,
            fix: long,
            map: "headers-suspense",
            addresses: ["/x"],
          },
        ]
      : [],
  };
}

const examined: Examined = {
  dir: "/app",
  version: "16.4.6",
  seconds: 60,
  sites: [
    judged("app/right/page.tsx"),
    judged("app/noted/page.tsx", "note"),
    judged("app/x/page.tsx", "error"),
  ],
  neverRan: [{ file: "app/never.ts", line: 3 }],
  noAddress: ["/orders/[id]"],
  leftAlone: ["/api/cron"],
  broken: new Map([["/broken", 500]]),
};

const at = (uri: string) => ({
  physicalLocation: { artifactLocation: { uri, uriBaseId: "APP" }, region: { startLine: 12 } },
});

test("the JSON is as the contract has it: a note is no finding", () => {
  const place = {
    line: 12,
    via: "lib/track.ts:5",
    routes: [`/${"a-route-that-is-long/".repeat(3)}`, "/x", "/y"],
    counts: { build: 0, get: 2, click: 0 },
  };
  const finding = { rule: "twice-per-view", message: `/x: ${long}`, fix: long };
  expect(jsonOf(examined)).toEqual({
    next: "16.4.6",
    sites: [
      { file: "app/right/page.tsx", ...place, findings: [] },
      { file: "app/noted/page.tsx", ...place, findings: [] },
      { file: "app/x/page.tsx", ...place, findings: [finding] },
      { file: "app/never.ts", line: 3, routes: [], counts: {}, findings: [] },
    ],
  });
});

test("no line of the text is 100 columns wide, and what was not reached is said", () => {
  const text = plain(textOf(examined));
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(100);
  for (const said of ["app/never.ts:3", "/orders/[id]", "/api/cron", "/broken 500", "1 finding"]) {
    expect(text).toContain(said);
  }
  expect(text.indexOf("app/x/page.tsx"), "what is wrong comes first").toBe(0);
});

test("SARIF names the place, the rule and its level", () => {
  const [run] = (sarifOf(examined) as { runs: { results: object[] }[] }).runs;
  expect(run?.results).toMatchObject([
    { ruleId: "twice-per-view", level: "note", locations: [at("app/noted/page.tsx")] },
    { ruleId: "twice-per-view", level: "error", locations: [at("app/x/page.tsx")] },
  ]);
});
