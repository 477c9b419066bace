import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { dirname } from "node:path";
import { inflateRawSync } from "node:zlib";
import { expect, test as base } from "@playwright/test";
import {
  checkDeployment,
  openSession,
  PREVIEW_STATE,
  previewLogs,
  previewSettings,
  skewOf,
} from "../hosts/preview";
import { UnreadableLogs } from "../logs/log-source";
import { close, listen } from "../loopback";

const SECRET = "theBypassSecretOfTheSuite";
const COOKIE = "_vercel_jwt=session";

interface Origin {
  url: string;
  requests: IncomingMessage[];
}

interface Fixtures {
  thirdParty: Origin;
  /** A protected deployment, whose page loads a script from a third party. */
  deployment: Origin & { commit?: string; date?: string; receipts?: number };
}

const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright demands a destructured argument
  thirdParty: async ({}, use) => {
    const requests: IncomingMessage[] = [];
    const server = createServer((request, response) => {
      requests.push(request);
      response.writeHead(200, { "content-type": "text/javascript" }).end("");
    });
    // Another host name: cookies do not tell ports apart.
    const url = (await listen(server)).replace("127.0.0.1", "localhost");
    await use({ url, requests });
    await close(server);
  },

  deployment: async ({ thirdParty }, use) => {
    const deployment: Fixtures["deployment"] = { url: "", requests: [] };
    const server = createServer((request, response) => {
      deployment.requests.push(request);
      const { headers } = request;
      if (headers["x-vercel-protection-bypass"] === SECRET) {
        response.setHeader("set-cookie", `${COOKIE}; Path=/; HttpOnly`);
        response.writeHead(307, { location: thirdParty.url }).end();
      } else if (headers.cookie?.includes(COOKIE)) {
        if (deployment.commit) response.setHeader("x-build-commit", deployment.commit);
        if (deployment.date) response.setHeader("date", deployment.date);
        const isReceipt = request.url?.startsWith("/api/receipts/");
        response.writeHead((isReceipt && deployment.receipts) || 200, {
          "content-type": "text/html",
        });
        response.end(`<title>In</title><script src="${thirdParty.url}/script.js"></script>`);
      } else response.writeHead(401).end();
    });
    deployment.url = await listen(server);
    await use(deployment);
    await close(server);
  },
});

// The first test makes a trace of its own.
test.use({ trace: "off" });
// They share the file of the session.
test.describe.configure({ mode: "serial" });
test.beforeAll(() => mkdir(dirname(PREVIEW_STATE), { recursive: true }));

const settingsOf = (deployment: Origin, bypass: string | undefined = SECRET) =>
  previewSettings({
    NODE_ENV: "test",
    PREVIEW_URL: deployment.url,
    E2E_ORACLE: "receipts",
    VERCEL_AUTOMATION_BYPASS_SECRET: bypass,
  });

test("the bypass secret goes once to the deployment, and to no other origin, trace or state", async ({
  browser,
  deployment,
  thirdParty,
}, testInfo) => {
  await openSession(settingsOf(deployment));
  const context = await browser.newContext({ storageState: PREVIEW_STATE });
  await context.tracing.start({ snapshots: true, screenshots: true });
  const page = await context.newPage();
  await page.goto(deployment.url);
  await expect(page).toHaveTitle("In");
  expect((await context.request.get(deployment.url)).status()).toBe(200);
  const trace = testInfo.outputPath("trace-of-the-session.zip");
  await context.tracing.stop({ path: trace });
  await context.close();

  const withSecret = (requests: IncomingMessage[]) =>
    requests.filter((request) => request.rawHeaders.join().includes(SECRET));
  expect(withSecret(deployment.requests)).toHaveLength(1);
  expect(thirdParty.requests.length).toBeGreaterThan(0);
  expect(withSecret(thirdParty.requests)).toEqual([]);
  for (const request of thirdParty.requests) expect(request.headers.cookie).toBeUndefined();
  const traced = unzip(readFileSync(trace));
  expect(traced).toContain(deployment.url);
  expect(traced).not.toContain(SECRET);
  expect(readFileSync(PREVIEW_STATE, "utf8")).not.toContain(SECRET);
});

test("a wrong bypass secret says so", async ({ deployment }) => {
  await expect(openSession(settingsOf(deployment, "wrong"))).rejects.toThrow(
    /gave no cookie for VERCEL_AUTOMATION_BYPASS_SECRET \(status 401\)/,
  );
});

test("a protected deployment without the secret says what to set", async ({ deployment }) => {
  const settings = settingsOf(deployment, "");
  await openSession(settings);
  await expect(checkDeployment(settings)).rejects.toThrow(
    /answers 401.*VERCEL_AUTOMATION_BYPASS_SECRET/,
  );
});

test("a deployment of another commit is refused, and one that does not tell is noted", async ({
  deployment,
}) => {
  const settings = settingsOf(deployment);
  await openSession(settings);
  expect(await checkDeployment(settings)).toContain("does not say its commit");
  deployment.commit = "0000000000000000000000000000000000000000";
  await expect(checkDeployment(settings)).rejects.toThrow(/is of commit 0000000.*and the suite of/);
  process.env.E2E_COMMIT = deployment.commit;
  expect(await checkDeployment(settings)).toBeUndefined();
  delete process.env.E2E_COMMIT;
});

test("the deployment's clock is read from its answers", async ({ deployment }) => {
  const settings = settingsOf(deployment);
  await openSession(settings);
  for (const minutes of [-5, 0, 5]) {
    deployment.date = new Date(Date.now() + minutes * 60_000).toUTCString();
    const skewMs = await skewOf(settings);
    expect(skewMs).toBeLessThanOrEqual(minutes * 60_000);
    expect(skewMs).toBeGreaterThan(minutes * 60_000 - 10_000);
  }
});

test("only a 404 says that there is no receipt: another refusal is not taken for an empty one", async ({
  deployment,
}) => {
  const settings = settingsOf(deployment);
  await openSession(settings);
  const logs = await previewLogs(settings);
  const look = async (status: number) => {
    deployment.receipts = status;
    return logs.linesOf(crypto.randomUUID()).catch((error: unknown) => error);
  };
  expect(await look(404)).toEqual([]);
  for (const status of [401, 403, 307]) expect(await look(status)).toBeInstanceOf(UnreadableLogs);
  for (const status of [429, 500, 503]) {
    const error = await look(status);
    expect(String(error)).toContain(`answers ${status} when asked for a receipt`);
    expect(error).not.toBeInstanceOf(UnreadableLogs);
  }
});

/** The text of all entries of a zip archive, by its central directory. */
function unzip(zip: Buffer): string {
  const texts: string[] = [];
  let at = zip.indexOf("PK\u0001\u0002");
  while (at !== -1) {
    const method = zip.readUInt16LE(at + 10);
    const size = zip.readUInt32LE(at + 20);
    const header = zip.readUInt32LE(at + 42);
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const data = zip.subarray(start, start + size);
    texts.push((method === 8 ? inflateRawSync(data) : data).toString("utf8"));
    at = zip.indexOf("PK\u0001\u0002", at + 4);
  }
  return texts.join("\n");
}
