import { DEADLINE_MS } from "../ask/settle.ts";
import type { Site } from "../sites/site.ts";
import type { Rule } from "./rule.ts";

const firstLine = (text: string) => text.split("\n")[0] ?? "";

/** What becomes of work that nothing holds: seen with --freeze, else what it may come to. */
export const frozen = ({ stoodStill }: Site): string =>
  stoodStill > 0
    ? `on the freezing host it stood still until the next request came (${Math.round(stoodStill)} ms)`
    : "a host that freezes loses it";

const throws: Rule = {
  id: "throws",
  severity: "error",
  title: "the callback throws, and only the server's log hears of it",
  find(row) {
    const error = row.counts.flatMap(([, { threw }]) => threw)[0];
    if (error === undefined) return undefined;
    const isRequest = /`?(headers|cookies|draftMode)`?\(?\)?.* inside .*`after/s.test(error);
    return {
      message: `its callback throws: ${firstLine(error)}`,
      fix: isRequest
        ? "read headers() and cookies() before after(), and pass their values in"
        : "catch it in the callback, and report it there: nothing else will",
      map: isRequest ? "headers-in-callback" : "rejected-callback",
    };
  },
};

const refused: Rule = {
  id: "refused",
  severity: "error",
  title: "after() itself throws: nothing was scheduled",
  find(row) {
    const error = row.counts.flatMap(([, count]) => count.refused)[0];
    if (error === undefined) return undefined;
    return {
      message: `after() refuses: ${firstLine(error)}`,
      fix: "call it where a request is answered: in a page, a route, an action or the proxy",
      map: "cached-door",
    };
  },
};

const neverEnds: Rule = {
  id: "never-ends",
  severity: "error",
  title: "what after() was given does not end: it holds the instance, and its request's memory",
  find(row) {
    const isOpen = row.counts.some(
      ([way, count]) =>
        way !== "build" && count.started > count.ended + count.threw.length + count.refused.length,
    );
    if (!isOpen) return undefined;
    return {
      message: `what after() was given had not ended after ${DEADLINE_MS / 1_000} s: until the host's limit it holds the instance, and its request's memory`,
      fix: "give it up after a while: hand `AbortSignal.timeout(10_000)` to what it waits for",
      map: "after-promise",
    };
  },
};

const floatingWork: Rule = {
  id: "floating-work",
  severity: "error",
  title: "work goes on after the callback has ended: a host that freezes loses it",
  find({ site, place }) {
    const [first] = site.floating;
    if (!first) return undefined;
    const [at, ms] = first;
    return {
      message: `work that was begun at ${at} goes on ${Math.round(ms)} ms after the callback's end: ${frozen(site)}`,
      fix: `await or return that promise in the callback${place === "proxy" ? ", or hand it to event.waitUntil()" : ""}`,
      map: "floating-promise",
    };
  },
};

/** What is told by what callbacks did. */
export const workRules: Rule[] = [refused, throws, neverEnds, floatingWork];
