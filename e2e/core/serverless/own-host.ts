import { expect, test as base } from "@playwright/test";
import { buildFolder } from "../../builds";
import { POSTHOG_KEY, REVALIDATE_SECRET } from "../../fixtures";
import {
  type Happening,
  type ServerlessHost,
  type ServerlessOptions,
  startServerlessHost,
} from "../../hosts/serverless/host";
import { PostHogSink } from "../../posthog-sink";
import { Proof } from "../../proof";

interface Fixtures {
  options: ServerlessOptions;
  sink: PostHogSink;
  /** A host of this test's own: nothing has run on it yet. */
  host: ServerlessHost;
  proof: Proof;
}

export const test = base.extend<Fixtures>({
  options: [{}, { option: true }],

  // oxlint-disable-next-line no-empty-pattern -- Playwright demands a destructured argument
  sink: async ({}, use) => use(new PostHogSink()),

  host: async ({ options, sink }, use) => {
    const env = { POSTHOG_KEY, POSTHOG_HOST: await sink.start(), REVALIDATE_SECRET };
    const host = await startServerlessHost(buildFolder("serverless"), env, options);
    await use(host);
    await host.stop();
    await sink.stop();
  },

  baseURL: ({ host }, use) => use(host.url),
  proof: ({ request, host, sink }, use) => use(new Proof(request, host.logs, sink)),
});

/** Where the first of the happenings is that matches, or -1. */
export const find = (
  { happenings }: ServerlessHost,
  matches: (happening: Happening) => boolean,
): number => happenings.findIndex(matches);

/** Where a line is that contains this text, or -1. */
export const findLine = (host: ServerlessHost, text: string): number =>
  find(host, (happening) => "line" in happening && happening.line.includes(text));

export const isFrozen = (happening: Happening): boolean =>
  "event" in happening &&
  happening.event.type === "frozen" &&
  happening.event.instance.startsWith("function");

/** Waits until a function has been frozen, after what happened before `since`. */
export async function toFreeze({ happenings }: ServerlessHost, since = 0): Promise<void> {
  const frozen = () => happenings.slice(since).some(isFrozen);
  await expect.poll(frozen, { timeout: 15_000 }).toBe(true);
}
