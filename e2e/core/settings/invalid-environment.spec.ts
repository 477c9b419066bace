import { expect, test } from "@playwright/test";
import { buildFolder } from "../../builds";
import { startNext } from "../../hosts/next-start";

test("a wrong variable is named when the server starts", { tag: "@next-start" }, async () => {
  const host = await startNext(
    { AFTER_TIMEOUT_MS: "soon", REVALIDATE_SECRET: "hidden" },
    buildFolder("next-start"),
  );
  await expect
    .poll(() => host.output.join("\n"))
    .toContain("AFTER_TIMEOUT_MS must be a whole number of milliseconds");
  expect(host.output.join("\n")).not.toContain("hidden");
  await host.stop();
});
