import { expect, test as base } from "../../fixtures";
import type { Happening, ServerlessHost } from "../../hosts/serverless/host";

/** A test whose host is a serverless one of its own, and shows what happens on it. */
export const test = base.extend<{ platform: ServerlessHost }>({
  hostOptions: {},
  platform: ({ host }, use) => use(host as ServerlessHost),
});

/** Where the first of the happenings is that matches, or -1. */
export const find = (
  { happenings }: ServerlessHost,
  matches: (happening: Happening) => boolean,
): number => happenings.findIndex(matches);

/** Where a line is that contains this text, or -1. */
export const findLine = (platform: ServerlessHost, text: string): number =>
  find(platform, (happening) => "line" in happening && happening.line.includes(text));

export const isFrozen = (happening: Happening): boolean =>
  "event" in happening &&
  happening.event.type === "frozen" &&
  happening.event.instance.startsWith("function");

/** Waits until a function has been frozen, after what happened before `since`. */
export async function toFreeze({ happenings }: ServerlessHost, since = 0): Promise<void> {
  const frozen = () => happenings.slice(since).some(isFrozen);
  await expect.poll(frozen, { timeout: 15_000 }).toBe(true);
}
