import { expect, test } from "vitest";
import { previewSettings } from "@/e2e/hosts/preview";
import { startable } from "@/e2e/logs/run-cli";

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

test("the CLI's command is plain words, or a JSON array where a path holds a space", () => {
  const cli = (VERCEL_CLI: string) => previewSettings({ ...complete, VERCEL_CLI }).cli;
  expect(cli("  /opt/vercel  --debug ")).toEqual(["/opt/vercel", "--debug"]);
  expect(cli('["/opt/my tools/vercel","--debug"]')).toEqual(["/opt/my tools/vercel", "--debug"]);
  expect(cli(" ")).toEqual(previewSettings(complete).cli);
  for (const wrong of ["[", "[]", '["vercel", 1]', '[""]']) {
    expect(() => cli(wrong), wrong).toThrow(/^VERCEL_CLI starts with \[ and is no JSON array/);
  }
});

test("on Windows a shell starts what npm installs, with its words kept together", () => {
  const npx = ["npx", "--yes", "vercel@1.2.3"];
  const [file, ...args] = npx;
  expect(startable(npx, "linux")).toEqual({ file, args, shell: false });
  expect(startable(npx, "win32")).toEqual({ file, args, shell: true });
  const node = ["C:\\Program Files\\nodejs\\node.exe", "vc.js"];
  expect(startable(node, "win32")).toEqual({ file: node[0], args: ["vc.js"], shell: false });
  expect(startable(["C:\\my tools\\vercel.cmd", "a b"], "win32")).toEqual({
    file: '"C:\\my tools\\vercel.cmd"',
    args: ['"a b"'],
    shell: true,
  });
});
