import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSession } from "./session.ts";

const file = join(mkdtempSync(join(tmpdir(), "session-")), "state.json");

test("a session that was begun elsewhere is good for the app as it is served here", () => {
  const cookie = {
    name: "session",
    value: "s1",
    domain: "localhost",
    path: "/",
    expires: -1,
    httpOnly: true,
    secure: false,
    sameSite: "Lax",
  };
  const origins = [{ origin: "http://localhost:3000", localStorage: [] }];
  writeFileSync(file, JSON.stringify({ cookies: [cookie], origins }));
  const { storageState, cookie: header } = readSession(file, "http://127.0.0.1:4321");
  expect(header).toBe("session=s1");
  expect(storageState.cookies).toMatchObject([{ name: "session", domain: "127.0.0.1" }]);
  expect(storageState.origins).toMatchObject([{ origin: "http://127.0.0.1:4321" }]);
});

test("another file is refused", () => {
  writeFileSync(file, "[]");
  expect(() => readSession(file, "http://127.0.0.1")).toThrow("no storage state of Playwright");
});

test("without one, nobody is signed in", () => {
  expect(readSession(undefined, "http://127.0.0.1").cookie).toBe("");
});
