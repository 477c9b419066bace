import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { site } from "@/e2e/site";
import { isFirstSight, readView, signView } from "@/lib/analytics/view-token";

const { event } = site.counted[0];
const id = "0198a1b2-0000-4000-8000-000000000000";
const url = "https://site.example/a";
const request = new Headers({ "x-request-id": id, "x-request-url": url });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubEnv("VIEW_TOKEN_KEY", "k".repeat(64));
});
afterEach(() => void vi.useRealTimers());

test("what was signed is read back: the event, its page, and the request as the view's uuid", async () => {
  const page = { url, referrer: null };
  expect(await readView(await signView(event, request))).toEqual({ event, page, uuid: id });
});

test("a token fits into a beacon, however long the page's address is, and needs no proxy.ts", async () => {
  const token = await signView(
    event,
    new Headers({ "x-request-url": `${url}?${"x".repeat(20_000)}` }),
  );
  expect(token.length).toBeLessThan(8_000);
  expect(await readView(token)).toMatchObject({
    event,
    uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test("a token that was made up, changed, or signed by another build stands for nothing", async () => {
  const [head, , signature] = (await signView(event, request)).split(".");
  const payload = Buffer.from(JSON.stringify({ event, jti: id })).toString("base64url");
  const none = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
  for (const token of ["", "x", `${head}.${payload}.${signature}`, `${none}.${payload}.`]) {
    expect(await readView(token), token).toBeUndefined();
  }
  const token = await signView(event, request);
  vi.stubEnv("VIEW_TOKEN_KEY", "o".repeat(64));
  expect(await readView(token)).toBeUndefined();
});

test("a token is good for a day", async () => {
  const token = await signView(event, request);
  vi.advanceTimersByTime(24 * 60 * 60_000 - 1_000);
  expect(await readView(token)).toBeDefined();
  vi.advanceTimersByTime(2_000);
  expect(await readView(token)).toBeUndefined();
});

const view = (uuid: string) => ({ event, page: {}, uuid });

test("a view is seen for the first time once, and what is remembered is bounded", () => {
  expect(isFirstSight(view("a"))).toBe(true);
  expect(isFirstSight(view("a"))).toBe(false);
  for (let index = 0; index < 10_000; index += 1) isFirstSight(view(`${index}`));
  expect(isFirstSight(view("a"))).toBe(true);
  expect(isFirstSight(view("9999"))).toBe(false);
});
