import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, buildLog, copyProject } from "../builds";
import { expect, test } from "../fixtures";
import { site } from "../site";

const cachedPage = `"use cache";
import { afterResponse } from "@/lib/after-response";

export default async function CachedPage() {
  await afterResponse("never", () => undefined);
  return <p>cached</p>;
}
`;

test("the build schedules nothing, and warns of nothing", { tag: "@control" }, ({ hostKind }) => {
  const log = buildLog(hostKind === "serverless" ? "serverless" : "next-start");
  expect(log).not.toMatch(/warn|⚠|deprecated/i);
  expect(log).toContain(site.counted[0].path);
  expect(log).not.toContain("[after]");
});

test(
  'afterResponse() inside "use cache" fails the build, and the error names the file',
  { tag: "@next-start" },
  async () => {
    test.setTimeout(120_000);
    const copy = await copyProject("cached-page");
    await mkdir(join(copy, "app/cached"));
    await writeFile(join(copy, "app/cached/page.tsx"), cachedPage);
    const failure = await build(copy).then(
      () => "",
      (error: unknown) => String(error),
    );
    expect(failure).toContain('`connection()` can\'t be called inside `"use cache"`');
    expect(failure).toContain("app/cached/page.tsx:5:9");
  },
);
