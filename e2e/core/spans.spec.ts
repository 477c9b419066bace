import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { buildFolder } from "../builds";
import { expect, requestIdOf, test as base } from "../fixtures";
import { startNext } from "../hosts/next-start";
import { OtlpReceiver } from "../otlp/receiver";
import { PostHogSink } from "../posthog-sink";
import { site } from "../site";

const { path, event } = site.counted[0];
const task = event.event;

const SERVER = 2;

const test = base.extend<{ receiver: OtlpReceiver }, { otlp: OtlpReceiver; otlpUrl: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures it needs from it
  otlp: [async ({}, use) => use(new OtlpReceiver()), { scope: "worker" }],
  otlpUrl: [
    async ({ otlp }, use) => {
      await use(await otlp.start());
      await otlp.stop();
    },
    { scope: "worker" },
  ],
  receiver: async ({ otlp }, use) => {
    await use(otlp);
    otlp.behaviour = "accept";
    expect(otlp.refused, "what the receiver could not read").toEqual([]);
  },
});

/** A trace that a client says it is part of. */
const newTrace = () => randomBytes(16).toString("hex");
const header = (traceId: string, flags = "01") => ({
  traceparent: `00-${traceId}-${randomBytes(8).toString("hex")}-${flags}`,
});

// The encoding is the same code on every host.
const protocols = { "http/protobuf": ["@control"], "http/json": ["@control", "@next-start"] };

for (const [protocol, tag] of Object.entries(protocols)) {
  test.describe(`by ${protocol}`, { tag }, () => {
    test.use({
      hostEnv: async ({ otlpUrl }, use) => {
        await use({
          OTEL_EXPORTER_OTLP_ENDPOINT: otlpUrl,
          OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
          OTEL_METRICS_EXPORTER: "otlp",
        });
      },
    });

    test("each task is one span and counted once, and linked to its request's span", async ({
      request,
      proof,
      receiver,
      host,
    }) => {
      const before = receiver.counted(task, "done");
      const traceOf = new Map<string, string>();
      const view = async () => {
        const traceId = newTrace();
        traceOf.set(requestIdOf(await request.get(path, { headers: header(traceId) })), traceId);
      };
      await Promise.all(Array.from({ length: 20 }, view));
      await proof.ranOnce([...traceOf.keys()], task);
      for (const [id, traceId] of traceOf) {
        await expect.poll(() => receiver.tasksOf(id).length).toBeGreaterThan(0);
        const [span, ...others] = receiver.tasksOf(id);
        expect(others).toEqual([]);
        expect(span).toMatchObject({
          name: `after ${task}`,
          parentSpanId: undefined,
          attributes: { "after.task": task, "after.request_id": id, "after.state": "done" },
          links: [{ traceId }],
          status: { code: 0 },
        });
        const [done] = (await host.logs.linesOf(id)).filter(({ state }) => state === "done");
        expect(span?.ms).toBeCloseTo(Number(done?.ms), 3);
        // The request's own span ends, and goes out, when the response does.
        const linked = () => receiver.spans.find(({ spanId }) => spanId === span?.links[0]?.spanId);
        await expect.poll(linked, { timeout: 10_000 }).toMatchObject({ kind: SERVER, traceId });
      }
      expect(receiver.counted(task, "done") - before).toBe(traceOf.size);
    });

    test("a task that fails is a span that says why", async ({
      request,
      proof,
      sink,
      receiver,
    }) => {
      sink.behave({ status: 401 });
      const id = requestIdOf(await request.get(path));
      await proof.ended(id);
      sink.behave("accept");
      await proof.endedOnce(id, task, "failed");
      const told = expect.stringContaining("status=401");
      expect(receiver.tasksOf(id)).toMatchObject([
        { attributes: { "after.state": "failed" }, status: { code: 2, message: told } },
      ]);
    });

    test("a client who says that its trace is not recorded takes no task's span away", async ({
      request,
      proof,
      receiver,
    }) => {
      const traceId = newTrace();
      const id = requestIdOf(await request.get(path, { headers: header(traceId, "00") }));
      await proof.ranOnce(id, task);
      expect(receiver.tasksOf(id)).toMatchObject([{ links: [{ traceId }] }]);
    });
  });
}

test(
  "on SIGTERM the spans of all tasks are out before the exit",
  { tag: ["@control", "@next-start"] },
  async ({ request, receiver, otlpUrl }) => {
    const sink = new PostHogSink();
    const host = await startNext(
      {
        POSTHOG_KEY: "phc_test",
        POSTHOG_HOST: await sink.start(),
        OTEL_EXPORTER_OTLP_ENDPOINT: otlpUrl,
      },
      buildFolder("next-start"),
    );
    try {
      const release = sink.hold();
      const views = Array.from({ length: 20 }, () => request.get(host.url + path));
      const ids = (await Promise.all(views)).map(requestIdOf);
      await expect.poll(() => sink.requests).toBeGreaterThan(0);
      const exited = once(host.child, "exit");
      host.child.kill("SIGTERM");
      release();
      await exited;
      expect(ids.map((id) => receiver.tasksOf(id).length)).toEqual(ids.map(() => 1));
    } finally {
      await host.stop();
      await sink.stop();
    }
  },
);
