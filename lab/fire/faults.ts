import type { Behaviour } from "../../e2e/posthog-sink.ts";
import { type Ask, fireRoute, track } from "./ask.ts";
import * as sink from "./sink-faults.ts";
import type { HostKind } from "./open.ts";

/** A fault of PostHog, and what must come of it. */
export interface Fault {
  name: string;
  /** Where it is shown; on `next start` unless told. */
  hosts?: readonly HostKind[];
  short?: true;
  /** What the sink does. */
  behaviour?: () => Behaviour;
  /** The sink is not there at all. */
  away?: "for good" | "while it lasts";
  /** Where events go instead, given the sink's URL. */
  posthogHost?: (sinkUrl: string) => string;
  /** What every tenth request is instead, and whether its task fails by itself. */
  tenth?: Ask & { fails?: true };
  /** Which of the other tasks must be done. */
  done: "all" | "some" | "none";
  /** Whose events must be at the sink in the end, after it is itself again: these all; or only. */
  delivered: "all" | "of done tasks" | "none";
  note?: string;
}

const both = ["next start", "serverless"] as const;
const dropped = "what PostHog refused three times is dropped, and its task says failed";

/** Visitors can write their cookie: PostHog refuses a whole batch for text that is not Unicode. */
const forgedCookie = encodeURIComponent(String.raw`{"distinct_id":"forged \ud800"}`);

export const faults: readonly Fault[] = [
  {
    name: "503 twice, then fine",
    short: true,
    behaviour: sink.unavailableTwice,
    done: "all",
    delivered: "all",
  },
  {
    name: "503 for good",
    behaviour: () => ({ status: 503 }),
    done: "none",
    delivered: "none",
    note: dropped,
  },
  {
    name: "429 with Retry-After",
    behaviour: sink.limiting,
    done: "some",
    delivered: "of done tasks",
    note: `the client tries three times in half a second, whatever Retry-After says; ${dropped}`,
  },
  {
    name: "400: forged visitor",
    short: true,
    behaviour: () => "accept",
    tenth: track({ cookie: `ph_phc_fire_posthog=${forgedCookie}` }),
    done: "all",
    delivered: "all",
  },
  {
    name: "400: nameless event",
    behaviour: () => "accept",
    tenth: { ...fireRoute("nameless"), fails: true },
    done: "all",
    delivered: "of done tasks",
    note: "a nameless event fails by itself and never gets into a batch",
  },
  {
    name: "401",
    behaviour: () => ({ status: 401 }),
    done: "none",
    delivered: "none",
    note: dropped,
  },
  {
    name: "connection refused",
    hosts: both,
    away: "for good",
    done: "none",
    delivered: "none",
  },
  {
    name: "reset mid-request",
    behaviour: () => sink.resetMidRequest,
    done: "none",
    delivered: "all",
  },
  {
    name: "reset mid-answer",
    behaviour: () => sink.resetMidAnswer,
    done: "all",
    delivered: "all",
  },
  {
    name: "accepts, never answers",
    hosts: both,
    short: true,
    behaviour: () => "hang",
    done: "none",
    delivered: "all",
  },
  {
    name: "silent once, then fine",
    behaviour: sink.silentOnce,
    done: "all",
    delivered: "all",
  },
  {
    name: "a byte a second",
    behaviour: () => sink.trickling,
    done: "none",
    delivered: "all",
  },
  {
    name: "answers after 5 s",
    behaviour: () => sink.slow(5_000),
    done: "none",
    delivered: "all",
  },
  {
    name: "TLS error",
    posthogHost: (url) => url.replace("http:", "https:"),
    done: "none",
    delivered: "none",
  },
  {
    name: "DNS failure",
    posthogHost: () => "http://posthog.invalid",
    done: "none",
    delivered: "none",
  },
  {
    name: "outage and recovery",
    hosts: both,
    short: true,
    away: "while it lasts",
    done: "some",
    delivered: "all",
  },
];
