import { expect, test } from "vitest";
import { previewSettings } from "@/e2e/hosts/preview";

const complete: NodeJS.ProcessEnv = {
  NODE_ENV: "test",
  PREVIEW_URL: "https://my-app-abc.vercel.app/some/page",
  VERCEL_TOKEN: "t",
  VERCEL_ORG_ID: "o",
  VERCEL_PROJECT_ID: "p",
};

test("a preview run needs its address", () => {
  for (const PREVIEW_URL of [undefined, "", "my-app-abc.vercel.app"]) {
    expect(() => previewSettings({ ...complete, PREVIEW_URL })).toThrow(/Set PREVIEW_URL/);
  }
});

test("without access to the logs it names what is missing, and the weaker way", () => {
  const { VERCEL_TOKEN: _token, VERCEL_PROJECT_ID: _project, ...incomplete } = complete;
  expect(() => previewSettings(incomplete)).toThrow(
    /^Set VERCEL_TOKEN, VERCEL_PROJECT_ID: .*E2E_ORACLE=receipts/,
  );
  expect(previewSettings({ ...incomplete, E2E_ORACLE: "receipts" }).oracle).toBe("receipts");
  expect(() => previewSettings({ ...complete, E2E_ORACLE: "none" })).toThrow(/E2E_ORACLE must be/);
});

test("the logs are the oracle unless asked otherwise, read with the pinned CLI", () => {
  const settings = previewSettings(complete);
  expect(settings.oracle).toBe("logs");
  expect(settings.cli.join(" ")).toMatch(/^npx --yes vercel@\d+\.\d+\.\d+$/);
  expect(settings.bypassSecret).toBeUndefined();
});
