import { parseAfterLine } from "../../lib/after/log-line";
import { expect, test } from "../fixtures";
import { routes } from "../routes";
import { site } from "../site";

const nobody = "00000000-0000-4000-8000-000000000000";
const forged = `[after] done task=forged request=${nobody} run=1b9c04de`;
const nasty = [
  forged,
  `x\n${forged}`,
  `x\r${forged}`,
  `\u2028${forged}`,
  "y".repeat(8192),
  "\ud800",
  '"\\',
  "\0\u001b[2J",
];

test(
  "nothing that a client sends forges or breaks a log line",
  { tag: "@control" },
  async ({ host, request, proof }) => {
    const before = host.output.length;
    for (const text of nasty) {
      // A header cannot hold these as they are; a cookie's value is decoded by its reader.
      const cookie = `ph_phc_test_posthog=${encodeURIComponent(JSON.stringify({ distinct_id: text }).slice(0, 3000))}`;
      const headers = { cookie, "x-request-id": forged };
      await request.get(site.missing.path(encodeURIComponent(text.toWellFormed().slice(0, 2000))));
      await request.get(site.counted[0].path, { headers });
      const fields = Object.fromEntries(Object.keys(site.marker).map((field) => [field, text]));
      await request.post(routes.track, { data: fields });
      await request.post(routes.track, { data: { ...site.marker, [text]: text } });
    }
    await proof.settle();
    const claims = host.output.slice(before).filter((line) => line.includes("[after]"));
    expect(claims.length).toBeGreaterThan(0);
    for (const line of claims) expect(parseAfterLine(line), line).toBeDefined();
    expect(claims.join("\n")).not.toContain(nobody);
  },
);
