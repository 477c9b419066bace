import { execFileSync } from "node:child_process";
import { expect, test as base } from "@playwright/test";
import { serverlessBuild } from "../../builds";
import { POSTHOG_KEY, REVALIDATE_SECRET } from "../../fixtures";
import {
  eventsOf,
  type Happening,
  type ServerlessHost,
  type ServerlessOptions,
  startServerlessHost,
} from "../../hosts/serverless/host";
import { PostHogSink } from "../../posthog-sink";
import { Proof, requestIdOf } from "../../proof";

interface Fixtures {
  options: ServerlessOptions;
  env: Record<string, string>;
  sink: PostHogSink;
  /** A host of this test's own: nothing has run on it yet. */
  host: ServerlessHost;
  proof: Proof;
}

const test = base.extend<Fixtures>({
  options: [{}, { option: true }],
  env: [{}, { option: true }],

  // oxlint-disable-next-line no-empty-pattern -- Playwright demands a destructured argument
  sink: async ({}, use) => use(new PostHogSink()),

  host: async ({ options, env, sink }, use) => {
    const settings = { POSTHOG_KEY, POSTHOG_HOST: await sink.start(), REVALIDATE_SECRET, ...env };
    const host = await startServerlessHost(serverlessBuild("serverless"), settings, options);
    await use(host);
    await host.stop();
    await sink.stop();
  },

  baseURL: ({ host }, use) => use(host.url),
  proof: ({ request, host, sink }, use) => use(new Proof(request, host.logs, sink)),
});

const event = { event: "product_shared", slug: "ember", method: "link" };
const authorization = `Bearer ${REVALIDATE_SECRET}`;

const find = (happenings: readonly Happening[], matches: (happening: Happening) => boolean) => {
  const index = happenings.findIndex(matches);
  return index === -1 ? undefined : index;
};

const isFrozen = (happening: Happening) =>
  "event" in happening &&
  happening.event.type === "frozen" &&
  happening.event.instance.startsWith("function");

const frozenAfter = (host: ServerlessHost, since: number) =>
  find(host.happenings.slice(since), isFrozen);

/** Waits until the function has been frozen, after what happened before `since`. */
async function toFreeze(host: ServerlessHost, since = 0): Promise<void> {
  await expect.poll(() => frozenAfter(host, since), { timeout: 15_000 }).toBeDefined();
}

test("a cold instance's first view is done, and only then is the instance frozen", async ({
  request,
  host,
  proof,
  sink,
}) => {
  const release = sink.hold();
  const id = requestIdOf(await request.get("/products/ember"));
  await expect.poll(() => sink.requests).toBe(1);
  expect(host.happenings.filter(isFrozen)).toEqual([]);
  release();
  await toFreeze(host);
  const done = find(
    host.happenings,
    (happening) => "line" in happening && / done /.test(happening.line),
  );
  const settled = find(
    host.happenings,
    (happening) =>
      "event" in happening &&
      happening.event.type === "settled" &&
      happening.event.instance === "function-1",
  );
  const frozen = find(host.happenings, isFrozen);
  expect(done).toBeLessThan(settled ?? -1);
  expect(settled).toBeLessThan(frozen ?? -1);
  await proof.ranOnce(id, "product_viewed");
});

const doors = {
  "the track route": () => ({ path: "/api/track", data: event, headers: {} }),
  "the webhook": () => ({
    path: "/api/revalidate",
    data: { slug: "dusk" },
    headers: { authorization },
  }),
};

for (const [door, call] of Object.entries(doors)) {
  test(`the task of ${door} is done before the freeze`, async ({ request, host }) => {
    const { path, ...options } = call();
    const id = requestIdOf(await request.post(path, options));
    await toFreeze(host);
    const states = host.happenings.flatMap((happening) => {
      if (isFrozen(happening)) return ["frozen"];
      return "line" in happening && happening.line.includes(id)
        ? [happening.line.split(" ")[1]]
        : [];
    });
    expect(states).toEqual(["scheduled", "start", "done", "frozen"]);
  });
}

test("the task of a Server Action is done before the freeze", async ({ page, host, proof }) => {
  await page.goto("/products/lintel");
  await expect(page.locator("[data-state=done]")).toBeVisible();
  const posted = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Add to bag" }).click();
  const id = requestIdOf(await posted);
  await proof.ended(id);
  const at = (state: string) =>
    find(
      host.happenings,
      (happening) =>
        "line" in happening && happening.line.includes(`${state} task=bag_updated request=${id}`),
    );
  const between = host.happenings.slice(at("scheduled"), at("done"));
  expect(between.length).toBeGreaterThan(1);
  expect(between.filter(isFrozen)).toEqual([]);
  await toFreeze(host, at("done"));
});

test("a promise that nobody waits for is silent until the next request", async ({
  request,
  host,
}) => {
  const ran = () => host.output.includes("[floating] done");
  await request.post("/lab/floating");
  await toFreeze(host);
  const frozenAt = performance.now();
  const pid = host.pids()[0];
  expect(execFileSync("ps", ["-o", "state=", "-p", String(pid)], { encoding: "utf8" })).toMatch(
    /^T/,
  );
  // Its timer of 100 ms is long overdue: a stopped process has no timers.
  await expect.poll(() => performance.now() - frozenAt).toBeGreaterThan(500);
  expect(ran()).toBe(false);
  await request.post("/api/track", { data: event });
  await expect.poll(ran).toBe(true);
});

test.describe("where an instance is killed after 3 s", () => {
  test.use({ options: { maxDuration: 3 } });

  test("a task without a deadline is cut, and the host reports what was running", async ({
    request,
    host,
  }) => {
    const response = await request.post("/lab/endless");
    const platformId = response.headers()["x-vercel-id"]?.split("::").at(-1);
    const killed = () => eventsOf(host, "killed").map(({ running }) => running);
    await expect.poll(killed, { timeout: 10_000 }).toEqual([[platformId]]);
    expect(host.output).toContain("[endless] start");
    expect((await request.post("/api/track", { data: event })).status()).toBe(202);
  });

  test("the door gives its task up before that, and says so", async ({
    request,
    host,
    proof,
    sink,
  }) => {
    sink.behave("hang");
    const id = requestIdOf(await request.get("/products/ember"));
    const end = await proof.ended(id);
    expect(end.state).toBe("timeout");
    expect(end.ms).toBeLessThan(3_000);
    await toFreeze(host);
    expect(eventsOf(host, "killed")).toEqual([]);
  });
});

test.describe("where each instance serves one request at a time", () => {
  test.use({ options: { concurrency: 1 } });

  test("a receipt is found from another instance than the one that writes it", async ({
    request,
    host,
    proof,
    sink,
  }) => {
    const release = sink.hold();
    const id = requestIdOf(await request.get("/products/ember"));
    await expect.poll(async () => (await proof.receipt(id))?.tasks[0]?.state).toBe("start");
    const started = eventsOf(host, "started").map(({ instance }) => instance);
    expect(started).toEqual(["proxy-1", "function-1", "function-2"]);
    release();
    await proof.ranOnce(id, "product_viewed");
  });

  test("under load more instances are started, up to the limit, and nothing is lost", async ({
    request,
    host,
    proof,
  }) => {
    const loads = Array.from({ length: 20 }, () => request.get("/products/ember"));
    const ids = (await Promise.all(loads)).map(requestIdOf);
    await Promise.all(ids.map((id) => proof.ended(id)));
    expect(await proof.timesDone("product_viewed", ids)).toBe(20);
    const started = eventsOf(host, "started").map(({ instance }) => instance);
    expect(started.filter((instance) => instance.startsWith("function"))).toHaveLength(4);
  });
});

test.describe("where an idle instance is thrown away at once", () => {
  test.use({ options: { idleMs: 1 } });

  test("the next request starts a new one", async ({ request, host, proof }) => {
    await proof.ranOnce(requestIdOf(await request.get("/products/ember")), "product_viewed");
    await expect.poll(() => eventsOf(host, "reaped").length).toBeGreaterThan(0);
    await proof.ranOnce(requestIdOf(await request.get("/products/halo")), "product_viewed");
  });
});

test.describe("without waitUntil", () => {
  test.use({ options: { noWaitUntil: true } });

  test("after() refuses, the door says so, and the page is untouched", async ({
    request,
    proof,
    sink,
  }) => {
    const response = await request.get("/products/ember");
    expect(response.status()).toBe(200);
    expect(await response.text()).toContain("What this request scheduled");
    const end = await proof.ended(requestIdOf(response));
    expect(end.state).toBe("failed");
    expect(end.error).toContain("waitUntil");
    expect(sink.eventsOf(requestIdOf(response))).toEqual([]);
  });
});

test("stopping the host leaves no process behind", async ({ request, host }) => {
  await request.get("/products/ember");
  await toFreeze(host);
  const pids = host.pids();
  expect(pids.length).toBeGreaterThan(0);
  await host.stop();
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
});
