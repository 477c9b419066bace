import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { until } from "../../until.ts";
import { chrome } from "../ask/visitors.ts";
import { EventLog } from "../watch/event-log.ts";
import type { Event } from "../watch/events.ts";

const PRELOAD = join(import.meta.dirname, "main.cjs");
const SERVER = join(import.meta.dirname, "../fixtures/like-next.cjs");

/** What the preload says when these paths are asked for, one after the other, and a late one after all. */
async function seen(paths: string[], run: boolean): Promise<Event[]> {
  const folder = mkdtempSync(join(tmpdir(), "preload-"));
  const log = new EventLog(join(folder, "log"));
  const child = spawn(process.execPath, ["--require", PRELOAD, SERVER], {
    env: {
      NODE_ENV: "test",
      AFTER_DOCTOR_LOG: log.path,
      AFTER_DOCTOR_PHASE: "start",
      AFTER_DOCTOR_RUN: run ? "1" : "",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [port] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const ask = async (path: string, visitor: number) => {
      const headers = { "user-agent": chrome(visitor), connection: "close" };
      await (await fetch(`http://127.0.0.1:${port}/${path}`, { headers })).text();
    };
    for (const [i, path] of paths.entries()) await ask(path, i);
    if (run) {
      // Its timer is the last to be set, and as long as each of theirs.
      await ask("last", paths.length);
      const isOver = () => late(log.read()).some(({ request }) => request?.url === "/last");
      expect(await until(isOver, 5_000)).toBe(true);
    }
    return [...log.read()];
  } finally {
    child.kill("SIGKILL");
    log.close();
    rmSync(folder, { recursive: true });
  }
}

const late = (events: readonly Event[]) =>
  events.flatMap((event) => {
    if (event.e !== "late") return [];
    const task = events.find((each) => each.e === "scheduled" && each.task === event.task);
    const id = event.request ?? (task?.e === "scheduled" ? task.request : undefined);
    const request = events.find((each) => each.e === "request" && each.request === id);
    return [{ ...event, request: request?.e === "request" ? request : undefined }];
  });

const latePaths = (events: Event[]) => new Set(late(events).map(({ request }) => request?.url));
const count = (events: Event[], e: Event["e"]) => events.filter((event) => event.e === e).length;

test("callbacks are counted and not called", async () => {
  const events = await seen(["throws", "floats"], false);
  expect([count(events, "scheduled"), count(events, "started"), count(events, "ended")]).toEqual([
    2, 2, 2,
  ]);
  expect([count(events, "threw"), count(events, "late")]).toEqual([0, 0]);
});

test("with --run they are called, and one that throws is told", async () => {
  const events = await seen(["throws"], true);
  expect(count(events, "threw")).toBe(1);
});

test("work that goes on after a callback's end is told once", async () => {
  const paths = latePaths(await seen(["floats", "floats-in-then"], true));
  expect(paths).toEqual(new Set(["/floats", "/floats-in-then", "/last"]));
});

test("what is awaited, and timers that lost a race or merely fire, are not", async () => {
  const silent = [
    "awaits",
    "loses-a-race",
    "loses-to-a-deadline",
    "loses-to-a-then",
    "leaves-a-timer",
  ];
  expect(latePaths(await seen(silent, true))).toEqual(new Set(["/last"]));
});

test("work that outlives its response is told, what the handler awaits is not", async () => {
  const paths = latePaths(await seen(["outlives", "awaits-itself"], true));
  expect(paths).toEqual(new Set(["/outlives", "/last"]));
});
