import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { build, copyProject } from "../../e2e/builds.ts";

const cachedPage = `"use cache";
import { afterResponse } from "@/lib/after-response";

export default async function CachedPage() {
  await afterResponse("never", () => undefined);
  return <p>cached</p>;
}
`;

test('afterResponse() inside "use cache" fails the build, and the error names the file', async () => {
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
});
