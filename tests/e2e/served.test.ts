import { expect, test, vi } from "vitest";
import { Ledger } from "@/e2e/ledger";
import { PostHogSink } from "@/e2e/posthog-sink";
import { end, endAll, type Served } from "@/e2e/served";

const nothing: Served["host"]["logs"] = { deadlineMs: 500, graceMs: 0, linesOf: async () => [] };

async function served(stop: () => Promise<void>, expects: string[] = []) {
  const ledger = new Ledger();
  if (expects.length > 0) ledger.expected.push({ test: "counted", ids: ["r"], tasks: expects });
  const sink = new PostHogSink();
  const url = await sink.start();
  const host = { url, logs: nothing, output: [], stop: vi.fn(stop) };
  return { host, sink, ledger };
}

const isClosed = ({ host }: Served) =>
  fetch(host.url).then(
    () => false,
    () => true,
  );

test("a host that miscounts is stopped all the same, with its sink", async () => {
  const one = await served(async () => undefined, ["task"]);
  await expect(end(one)).rejects.toThrow(/^counted\n/);
  expect(one.host.stop).toHaveBeenCalledOnce();
  expect(await isClosed(one)).toBe(true);
});

test("all that goes wrong is told: the count, and the stop", async () => {
  const one = await served(() => Promise.reject(new Error("will not stop")), ["task"]);
  await expect(end(one)).rejects.toThrow(/counted\n[^]*\n\nError: will not stop$/);
  expect(await isClosed(one)).toBe(true);
});

test("of several hosts each is counted and stopped, whatever becomes of the others", async () => {
  const all = await Promise.all([
    served(() => Promise.reject(new Error("the first will not stop"))),
    served(async () => undefined, ["task"]),
    served(async () => undefined),
  ]);
  const started = [
    Promise.reject(new Error("never started")),
    ...all.map((each) => Promise.resolve(each)),
  ];
  const error: unknown = await endAll(started).catch((thrown: unknown) => thrown);
  for (const text of ["never started", "the first will not stop", "counted"]) {
    expect(String(error)).toContain(text);
  }
  for (const one of all) {
    expect(one.host.stop).toHaveBeenCalledOnce();
    expect(await isClosed(one)).toBe(true);
  }
});
