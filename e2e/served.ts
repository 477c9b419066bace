import { buildFolder } from "./builds";
import type { Host } from "./hosts/host";
import { startNext } from "./hosts/next-start";
import { openPreview } from "./hosts/preview";
import { startStandalone } from "./hosts/standalone";
import { type ServerlessOptions, startServerlessHost } from "./hosts/serverless/host";
import { audit, countExpected, Ledger } from "./ledger";
import { PostHogSink } from "./posthog-sink";

export const POSTHOG_KEY = "phc_test";
/** On a deployment, what is set there. */
export const REVALIDATE_SECRET = process.env.REVALIDATE_SECRET ?? "a-secret-of-the-suite";

/** Tells the suite's events apart from a visitor's, on a deployment. No bot's: they count. */
export const SUITE_USER_AGENT = "exactly-once-e2e/1";

export type HostKind = "next start" | "standalone" | "serverless" | "preview";

/** A host, where its events go, and what was counted on it. */
export interface Served {
  host: Host;
  sink: PostHogSink;
  ledger: Ledger;
}

/** Starts a host, with a sink of its own. `options` are the serverless host's. */
export async function start(
  kind: HostKind,
  hostEnv: Record<string, string>,
  options?: ServerlessOptions,
): Promise<Served> {
  const sink = new PostHogSink();
  const env = { POSTHOG_KEY, POSTHOG_HOST: await sink.start(), REVALIDATE_SECRET, ...hostEnv };
  const startHost = {
    preview: () => openPreview(),
    "next start": () => startNext(env, buildFolder("next-start")),
    standalone: () => startStandalone(env, buildFolder("next-start")),
    serverless: () => startServerlessHost(buildFolder("serverless"), env, options),
  }[kind];
  try {
    return { host: await startHost(), sink, ledger: new Ledger() };
  } catch (error) {
    await sink.stop();
    throw error;
  }
}

/**
 * Counts what is still to be counted, and once more all that was, and stops the host and its sink,
 * whatever else fails. Throws all that went wrong.
 */
export async function end({ host, sink, ledger }: Served): Promise<void> {
  const counted = await Promise.allSettled([count(host, ledger)]);
  throwAll([...counted, ...(await Promise.allSettled([host.stop(), sink.stop()]))]);
}

async function count({ logs }: Host, ledger: Ledger): Promise<void> {
  await countExpected(logs, ledger);
  await audit(logs, ledger);
  if (ledger.expected.length > 0) {
    console.log(
      `${ledger.events} events went to the deployment's analytics, with ${SUITE_USER_AGENT} in $raw_user_agent.`,
    );
  }
}

/** Ends each of these, whatever becomes of the others. Throws all that went wrong. */
export async function endAll(all: Iterable<Promise<Served>>): Promise<void> {
  throwAll(await Promise.allSettled([...all].map(async (served) => end(await served))));
}

function throwAll(results: readonly PromiseSettledResult<void>[]): void {
  const errors = results.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  if (errors.length === 1) throw errors[0];
  // Playwright prints the message of an AggregateError, and none of its errors.
  if (errors.length > 1) throw new AggregateError(errors, errors.map(String).join("\n\n"));
}
