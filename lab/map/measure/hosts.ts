import type { Host } from "../../../e2e/hosts/host.ts";
import { startNext } from "../../../e2e/hosts/next-start.ts";
import { type Happening, startServerlessHost } from "../../../e2e/hosts/serverless/host.ts";
import { until } from "../../until.ts";
import { buildCopy, copyLab } from "./builds.ts";
import type { Way } from "../patterns/pattern.ts";
import type { Run } from "./cell.ts";

const DEADLINE_MS = 20_000;

/** `next dev` prefetches nothing and builds nothing; what is left of the ways of asking. */
const devWays: readonly Way[] = ["getAgain", "click", "post", "action"];

/** Whether a host can be asked in this way. */
export const isAsked = (host: Run["host"], way: Way): boolean =>
  host !== "next dev" || devWays.includes(way);

/** The patterns, served. */
export interface ServedLab {
  host: Host;
  /** What the build printed; `next dev` has none. */
  built: string | undefined;
  /** On a host that freezes: resolves when it has. */
  frozen?: () => Promise<void>;
}

/** Serves the patterns, each in a folder of its own, so that no build disturbs another. */
export const serveLab: Record<Run["host"], (partialPrefetching: boolean) => Promise<ServedLab>> = {
  // It reads next.config.ts again, so it needs the environment of the build.
  "next start": async (partialPrefetching) => {
    const copy = await copyLab("next-start", partialPrefetching);
    const built = await buildCopy(copy, "next start");
    return { host: await startNext(copy.env, copy.folder), built };
  },

  serverless: async (partialPrefetching) => {
    const copy = await copyLab("serverless", partialPrefetching);
    const built = await buildCopy(copy, "serverless");
    // One instance, so that what it has cached is found again.
    const options = { maxInstances: 1, concurrency: 100 };
    const host = await startServerlessHost(copy.folder, copy.env, options);
    const frozen = async () => {
      if (!(await freezes(host.happenings))) throw new Error("The host did not freeze");
    };
    return { host, built, frozen };
  },

  "next dev": async (partialPrefetching) => {
    const { folder, env } = await copyLab("next-dev", partialPrefetching);
    return { host: await startNext(env, folder, "dev"), built: undefined };
  },
};

/** Resolves when the instances have nothing to do any more, and stand still; with false where they go on. */
export const freezes = (happenings: readonly Happening[]): Promise<boolean> =>
  until(() => isFrozen(happenings), DEADLINE_MS, 5);

function isFrozen(happenings: readonly Happening[]): boolean {
  const states = happenings.flatMap((happening) =>
    "event" in happening && happening.event.type !== "settled" ? [happening.event] : [],
  );
  return states.findLast(({ instance }) => instance.startsWith("function"))?.type === "frozen";
}
