import { once } from "node:events";
import { glob } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { root } from "../builds";
import { rssOf } from "../rss";
import { expect, test } from "../fixtures";

const MEGABYTE = 1024 * 1024;

test(
  "a slug that somebody made up leaves nothing on the disk",
  { tag: "@next-start" },
  async ({ request }) => {
    const slug = `made-up-${crypto.randomUUID()}`;
    for (const headers of [{}, { rsc: "1" }]) {
      const response = await request.get(`/products/${slug}`, { headers });
      expect(await response.text()).toContain("NEXT_HTTP_ERROR_FALLBACK;404");
    }
    // What is kept is kept in memory: from the second time on the answer is a real 404.
    await expect.poll(async () => (await request.get(`/products/${slug}`)).status()).toBe(404);
    const left: string[] = [];
    for await (const path of glob(`**/*${slug}*`, { cwd: join(root, ".next") })) left.push(path);
    expect(left).toEqual([]);
  },
);

test(
  "bodies that never end are not kept in memory while they are waited for",
  { tag: "@next-start" },
  async ({ host, request }) => {
    const { port, hostname } = new URL(host.url);
    const before = rssOf(Number(port));
    test.skip(before === undefined, "this system does not tell a process's memory");
    const head = `POST /api/track HTTP/1.1\r\nhost: ${hostname}\r\ntransfer-encoding: chunked\r\n\r\n`;
    const sockets: Socket[] = [];
    for (let count = 0; count < 40; count += 1) {
      const socket = connect(Number(port), hostname);
      sockets.push(socket);
      const chunk = Buffer.concat([Buffer.from("800000\r\n"), Buffer.alloc(8 * MEGABYTE, "[")]);
      socket.write(head);
      if (!socket.write(chunk)) await once(socket, "drain");
    }
    expect((await request.get("/products/ember")).status()).toBe(200);
    const after = rssOf(Number(port));
    for (const socket of sockets) socket.destroy();
    expect(((after ?? 0) - (before ?? 0)) / MEGABYTE).toBeLessThan(160);
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
        await request.get("/products/ember", { headers: { "user-agent": userAgent } });
        times.push(performance.now() - started);
      }
      return Math.min(...times);
    };
    const short = await fastest("x");
    expect(await fastest("x".repeat(15_000))).toBeLessThan(short + 250);
  },
);
