import type { Site } from "../sites/site.ts";
import { frozen } from "./work.ts";
import type { Rule, Said } from "./rule.ts";

/** A rule on what a place does besides after(). */
export type OutsideRule = Omit<Rule, "find"> & { find: (site: Site) => Said | undefined };

const outlivesResponse: OutsideRule = {
  id: "outlives-response",
  severity: "error",
  title: "work of a request goes on after its response, and nothing holds the instance",
  find: (site) =>
    site.outlives && {
      message: `a ${site.outlives.type} that was begun here goes on ${Math.round(site.outlives.ms)} ms after the response, and nothing holds it (seen ${site.outlives.times}×): ${frozen(site)}`,
      fix: "await it, or do it in after() and await it there",
      map: "floating-promise",
    },
};

const waitUntil: OutsideRule = {
  id: "wait-until",
  severity: "note",
  title: "waitUntil() of @vercel/functions holds an instance on Vercel only",
  find: ({ waitUntil: calls }) =>
    calls > 0
      ? {
          message: `waitUntil() of @vercel/functions, called ${calls}×: \`next start\` and other hosts do not hold it`,
          fix: "after() is held on each of them",
          map: "after-promise",
        }
      : undefined,
};

export const outsideRules: OutsideRule[] = [outlivesResponse, waitUntil];
