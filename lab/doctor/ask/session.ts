import { readFileSync } from "node:fs";
import type { BrowserContextOptions } from "@playwright/test";
import { CannotTell } from "../cannot-tell.ts";

type StorageState = Exclude<BrowserContextOptions["storageState"], string | undefined>;

export interface Session {
  storageState: StorageState;
  /** The Cookie header of requests without a browser. */
  cookie: string;
}

/**
 * The session of a file that Playwright's `context.storageState({ path })` wrote, for the app as it is
 * served here, wherever the session was begun. Throws CannotTell where the file holds none.
 */
export function readSession(file: string | undefined, origin: string): Session {
  const { cookies, origins } = file ? parse(file) : { cookies: [], origins: [] };
  const { hostname } = new URL(origin);
  return {
    storageState: {
      cookies: cookies.map((cookie) => ({ ...cookie, domain: hostname })),
      origins: origins.map((each) => ({ ...each, origin })),
    },
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
  };
}

function parse(file: string): StorageState {
  try {
    const state = JSON.parse(readFileSync(file, "utf8")) as Partial<StorageState>;
    if (Array.isArray(state.cookies))
      return { cookies: state.cookies, origins: state.origins ?? [] };
  } catch {}
  throw new CannotTell(`${file} is no storage state of Playwright: it has no "cookies".`);
}
