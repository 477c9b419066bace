import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runJob } from "./run-job";
import { jobOf, jobsOf, WORKFLOWS } from "./workflow";

const job = jobOf("preview.yml", "e2e");
const SUITE = "npm run e2e:preview";
const vercel = { login: "vercel[bot]" };
const secrets = Object.fromEntries(
  [...readFileSync(join(WORKFLOWS, "preview.yml"), "utf8").matchAll(/secrets\.(\w+)/g)].map(
    ([, name = ""]) => [name, `secret-of-${name}`],
  ),
);

interface Event {
  creator: { login: string };
  statusCreator: { login: string };
  state: string;
  environment: string;
  url: string;
  hosts: string;
  heads: number;
  configured: boolean;
}

/** Runs the job on Vercel's own preview, but for what is said otherwise. */
function runOn(otherwise: Partial<Event>) {
  const event: Event = {
    creator: vercel,
    statusCreator: vercel,
    state: "success",
    environment: "Preview",
    url: "https://my-shop-git-fix-me.vercel.app",
    hosts: "",
    heads: 1,
    configured: true,
    ...otherwise,
  };
  const run = runJob(job, {
    contexts: {
      github: {
        token: "token",
        event: {
          deployment: { sha: "4d1aed7", creator: event.creator },
          deployment_status: {
            creator: event.statusCreator,
            state: event.state,
            environment: event.environment,
            environment_url: event.url,
          },
        },
      },
      secrets: event.configured ? secrets : {},
      vars: { PREVIEW_HOSTS: event.hosts },
    },
    commands: { gh: `case "$*" in *branches-where-head*) echo ${event.heads};; esac`, npm: "" },
  });
  const withSecrets = run.steps
    .filter(({ given }) => given.includes("secret-of-"))
    .map(({ step }) => step.run ?? step.uses ?? "");
  const suite = run.steps.find(({ step }) => step.run === SUITE);
  return { ...run, withSecrets, decide: run.steps[0], suite };
}

test("Vercel's own preview is tested, and only the suite gets the secrets", () => {
  const { steps, calls, withSecrets, suite } = runOn({});
  expect(steps.filter(({ ran, failed }) => !ran || failed)).toEqual([]);
  expect(calls).toContain(SUITE);
  expect(withSecrets).toEqual([SUITE]);
  expect(suite?.env).toMatchObject({
    ...secrets,
    PREVIEW_URL: "https://my-shop-git-fix-me.vercel.app",
  });
});

test.each<[string, Partial<Event>]>([
  ["another app's deployment", { creator: { login: "some-app[bot]" } }],
  ["another app's status of Vercel's deployment", { statusCreator: { login: "some-app[bot]" } }],
  ["a person's deployment", { creator: { login: "vercel" }, statusCreator: { login: "vercel" } }],
  ["a failed deployment", { state: "failure" }],
  ["one that is under way", { state: "in_progress" }],
  ["a production deployment", { environment: "Production" }],
])("nothing runs for %s", (_what, event) => {
  expect(runOn(event)).toMatchObject({ started: false, calls: [] });
});

test.each<[string, Partial<Event>, string]>([
  ["no secrets", { configured: false }, "set VERCEL_TOKEN"],
  ["a commit of no branch, such as a fork's", { heads: 0 }, "4d1aed7 is not the head of a branch"],
])("with %s it says why it does not run", (_what, event, why) => {
  const { decide, steps, withSecrets, calls } = runOn(event);
  expect(decide).toMatchObject({ failed: false, printed: expect.stringContaining(why) });
  expect(steps.filter(({ ran }) => ran)).toHaveLength(1);
  expect(withSecrets).toEqual([]);
  expect(calls).toHaveLength(1);
});

const ours = "preview.shop.example, *.branches.shop.example\nshop-preview.example";

test.each([
  ["https://preview.shop.example", ours],
  ["https://preview.shop.example/", "Preview.Shop.Example"],
  ["https://fix-me.branches.shop.example", ours],
  ["https://shop-preview.example", ours],
  ["https://my-shop.vercel.app", ours],
])("%s is tested where the owner named its host", (url, hosts) => {
  const { withSecrets, suite } = runOn({ url, hosts });
  expect(withSecrets).toEqual([SUITE]);
  expect(suite?.env.PREVIEW_URL).toBe(url.replace(/\/$/, ""));
});

const foreign = [
  "https://evil-vercel.app",
  "https://vercel.app",
  "https://evilvercel.app",
  "https://my-shop.vercel.app.evil.example",
  "https://evil.example",
  "https://other.preview.shop.example",
  "https://branches.shop.example",
  "https://evil-branches.shop.example",
];

const noHost = [
  "http://my-shop.vercel.app",
  "https://my-shop.vercel.app:8443",
  "https://me@my-shop.vercel.app",
  "https://my-shop.vercel.app:secret@evil.example",
  "https://evil.example/my-shop.vercel.app",
  "https://evil.example/?.vercel.app",
  "https://evil.example#.vercel.app",
  "https://evil.example\\.vercel.app",
  "https://evil.example\n.vercel.app",
  "https://my-shop.vercel.app\n::add-mask::x",
  "https://évil.vercel.app",
  "https://my-shop.vercel.app.",
  "https://.vercel.app",
  "",
];

test.each([
  ...foreign.map((url) => [url, "PREVIEW_HOSTS"] as const),
  ...noHost.map((url) => [url, "https:// and a host"] as const),
])("%j gets no secret, and the log says why", (url, why) => {
  const { decide, steps, withSecrets, calls } = runOn({ url, hosts: ours });
  expect(decide).toMatchObject({ failed: true, printed: expect.stringContaining(why) });
  expect(decide?.printed.trim().split("\n")).toHaveLength(1);
  expect(steps.filter(({ ran }) => ran)).toHaveLength(1);
  expect(withSecrets).toEqual([]);
  expect(calls).toHaveLength(1);
});

test.each(["*", "*.app", "*app.example", "https://shop.example", "shop.example:8443", "a b.*"])(
  "PREVIEW_HOSTS may not be %j, and the log says what it may",
  (hosts) => {
    const { decide, withSecrets } = runOn({ hosts });
    const why = "repository variable PREVIEW_HOSTS holds";
    expect(decide).toMatchObject({ failed: true, printed: expect.stringContaining(why) });
    expect(withSecrets).toEqual([]);
  },
);

test.each(readdirSync(WORKFLOWS))("actions of %s are pinned by their commits", (file) => {
  const used = Object.values(jobsOf(file)).flatMap(({ steps }) =>
    steps.flatMap(({ uses }) => uses ?? []),
  );
  expect(used.filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
});
