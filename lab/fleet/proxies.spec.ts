import { once } from "node:events";
import { connect } from "node:net";
import { devices, expect } from "@playwright/test";
import { serverActionId } from "../../e2e/server-action.ts";
import { site } from "../../e2e/site.ts";
import { LIMIT, test } from "./behind-proxy.ts";
import { idleSeconds } from "./proxy.ts";

const { userAgent } = devices["Desktop Chrome"];
const [counted] = site.counted;

test("the shell arrives while the server still works on the rest", async ({ proxied }) => {
  await (await fetch(`${proxied.url}/fire/streamed`)).text();
  const asked = performance.now();
  // Some 4 KB fit into a buffer that nginx empties at once, whatever it is told: compressed, the
  // shell would.
  const headers = { "accept-encoding": "identity" };
  const response = await fetch(`${proxied.url}/fire/streamed`, { headers });
  const at = new Map<string, number>();
  let seen = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    seen += chunk;
    for (const text of ["the shell", "the hole"]) {
      if (seen.includes(text) && !at.has(text)) at.set(text, performance.now() - asked);
    }
  }
  expect(at.get("the hole")).toBeGreaterThan(1_400);
  expect(at.get("the shell")).toBeLessThan((at.get("the hole") ?? 0) - 700);
});

test("an event says the address that the visitor asked for, and the visitor's own", async ({
  proxied: { url, sink },
}) => {
  const headers = {
    "user-agent": userAgent,
    "x-forwarded-for": "192.0.2.7",
    "x-forwarded-host": "elsewhere.test",
    "x-forwarded-proto": "https",
    "x-real-ip": "192.0.2.8",
    "x-request-id": crypto.randomUUID(),
  };
  const response = await fetch(url + counted.path, { headers });
  const id = response.headers.get("x-request-id") ?? "";
  await response.text();
  expect(id).not.toBe(headers["x-request-id"]);
  await expect.poll(() => sink.eventsOf(id).length).toBe(1);
  expect(sink.eventsOf(id)).toMatchObject([
    { properties: { $current_url: url + counted.path, $ip: "127.0.0.1" } },
  ]);
});

test("a post of the site's own pages is taken, and one from elsewhere is not", async ({
  proxied: { url },
}) => {
  const post = async (origin: string) => {
    const headers = { origin, "x-forwarded-host": new URL(origin).host };
    return (await fetch(`${url}/api/orders`, { method: "POST", headers })).status;
  };
  // 415: it came to where the body is read.
  expect(await post(url)).toBe(415);
  expect(await post("http://elsewhere.test")).toBe(403);
});

test("a client cannot pass for another one by a header", async ({ proxied: { url } }) => {
  const statuses: number[] = [];
  for (let post = 1; post <= LIMIT + 1; post += 1) {
    const headers = {
      "content-type": "application/json",
      "x-forwarded-for": `192.0.2.${post}`,
      "x-real-ip": `192.0.2.${post}`,
    };
    const body = JSON.stringify(site.marker);
    statuses.push((await fetch(`${url}/api/track`, { method: "POST", headers, body })).status);
  }
  expect(statuses).toEqual([...Array(LIMIT).fill(202), 429]);
});

test("a Server Action takes its 1 MB, and what is larger is refused by the proxy", async ({
  proxied: { url, host },
}) => {
  const { page, fields } = site.action;
  const id = serverActionId(await (await fetch(url + page.path)).text());
  async function send(kilobytes: number) {
    const form = new FormData();
    form.set(`$ACTION_ID_${id}`, "");
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    form.set("more", "x".repeat(1000 * kilobytes));
    const init = { method: "POST", body: form, redirect: "manual", headers: { origin: url } };
    return (await fetch(url + page.path, init as RequestInit)).status;
  }
  expect(await send(1_040)).toBe(303);
  // An old Caddy says 502.
  expect([413, 502]).toContain(await send(1_500));
  expect(host.output.join("\n")).not.toContain("Body exceeded");
});

test("a body that never ends is given up", async ({ proxied: { url } }) => {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  socket.resume();
  const head = "content-type: application/json\r\ncontent-length: 1000";
  socket.write(`POST /api/track HTTP/1.1\r\nhost: ${hostname}\r\n${head}\r\n\r\n{`);
  const asked = performance.now();
  await once(socket, "close");
  expect(performance.now() - asked).toBeLessThan(10_000);
});

test("an idle connection is given up by the proxy before the server gives it up", async ({
  proxied: { host },
  proxyName,
}) => {
  const told = (await fetch(host.url)).headers.get("keep-alive");
  expect(Number(/timeout=(\d+)/.exec(told ?? "")?.[1])).toBeGreaterThan(idleSeconds(proxyName));
});
