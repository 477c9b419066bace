import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { glob } from "node:fs/promises";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { buildFolder } from "../builds";
import { expect, requestIdOf, test } from "../fixtures";
import { startNext } from "../hosts/next-start";
import { routes } from "../routes";
import { serverActionId } from "../server-action";
import { site } from "../site";

const MEGABYTE = 1024 * 1024;

test(
  "an address that somebody made up leaves nothing on the disk",
  { tag: "@next-start" },
  async ({ request }) => {
    const made = crypto.randomUUID();
    const path = site.missing.path(made);
    for (const headers of [{}, { rsc: "1" }]) {
      const response = await request.get(path, { headers });
      expect(await response.text()).toContain("NEXT_HTTP_ERROR_FALLBACK;404");
    }
    // What is kept is kept in memory: from the second time on the answer is a real 404.
    await expect.poll(async () => (await request.get(path)).status()).toBe(404);
    const left: string[] = [];
    const cwd = join(buildFolder("next-start"), ".next");
    for await (const file of glob(`**/*${made}*`, { cwd })) left.push(file);
    expect(left).toEqual([]);
  },
);

test(
  "bodies that never end are not kept in memory while they are waited for",
  { tag: "@next-start" },
  async ({ request }) => {
    const { child, url, stop } = await startNext({}, buildFolder("next-start"));
    const memory = () => 1024 * Number(execFileSync("ps", ["-o", "rss=", "-p", `${child.pid}`]));
    const { port, hostname, href } = new URL(site.counted[0].path, url);
    const head = `POST ${routes.track} HTTP/1.1\r\nhost: ${hostname}\r\ntransfer-encoding: chunked\r\n\r\n`;
    const chunk = Buffer.concat([Buffer.from("800000\r\n"), Buffer.alloc(8 * MEGABYTE, "[")]);
    const sockets: Socket[] = [];
    try {
      await request.get(href);
      const before = memory();
      for (let count = 0; count < 40; count += 1) {
        const socket = connect(Number(port), hostname);
        sockets.push(socket);
        socket.write(head);
        if (!socket.write(chunk)) await once(socket, "drain");
      }
      expect((await request.get(href)).status()).toBe(200);
      expect((memory() - before) / MEGABYTE).toBeLessThan(160);
    } finally {
      for (const socket of sockets) socket.destroy();
      await stop();
    }
  },
);

test(
  "a user agent of 15 KB costs no more time than a short one",
  { tag: "@control" },
  async ({ request }) => {
    const fastest = async (userAgent: string) => {
      const times: number[] = [];
      for (let load = 0; load < 3; load += 1) {
        const started = performance.now();
        await request.get(site.counted[0].path, { headers: { "user-agent": userAgent } });
        times.push(performance.now() - started);
      }
      return Math.min(...times);
    };
    const short = await fastest("x");
    expect(await fastest("x".repeat(15_000))).toBeLessThan(short + 500);
  },
);

/** Sends the action's form, without JavaScript, with so many KB more in it. */
async function sendForm(request: APIRequestContext, kilobytes: number) {
  const { page, fields } = site.action;
  const id = serverActionId(await (await request.get(page.path)).text());
  const multipart = { [`$ACTION_ID_${id}`]: "", ...fields, more: "x".repeat(1000 * kilobytes) };
  return request.post(page.path, { maxRedirects: 0, multipart });
}

test(
  "a Server Action takes a form of up to 1 MB, and of a larger one Next says so",
  { tag: "@control" },
  async ({ request, proof, host }) => {
    const taken = await sendForm(request, 1_040);
    expect(taken.status()).toBe(303);
    await proof.ranOnce(requestIdOf(taken), site.action.events[0]?.event ?? "");
    const refused = await sendForm(request, 1_500);
    await proof.nothingRan(requestIdOf(refused));
    expect(host.output.join("\n")).toContain("Body exceeded 1 MB limit");
  },
);

test(
  "a body is counted while it is read: one without a length is refused too",
  { tag: "@control" },
  async ({ host, proof }) => {
    const request = httpRequest(host.url + routes.track, {
      method: "POST",
      headers: { "content-type": "application/json", "transfer-encoding": "chunked" },
    });
    const chunk = " ".repeat(3 * 1024);
    for (let sent = 0; sent < 3; sent += 1) request.write(chunk);
    request.end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(413);
    await proof.nothingRan(String(response.headers["x-request-id"]));
  },
);
