import { buildLog } from "../builds";
import { expect, test } from "../fixtures";
import { pageOf } from "../routes";
import { site } from "../site";

test("the build schedules nothing, and warns of nothing", { tag: "@control" }, ({ hostKind }) => {
  const log = buildLog(hostKind === "serverless" ? "serverless" : "next-start");
  // In CI a build also tells that no earlier one's cache is there.
  expect(log.replace(/^.*messages\/no-cache$/m, "")).not.toMatch(/warn|⚠|deprecated/i);
  expect(log).toContain(pageOf(site.counted[0].path));
  expect(log).not.toContain("[after]");
});
