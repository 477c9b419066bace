import { startNext } from "../../e2e/hosts/next-start.ts";
import { type ServerlessOptions, startServerlessHost } from "../../e2e/hosts/serverless/host.ts";
import { PostHogSink } from "../../e2e/posthog-sink.ts";
import { Stage } from "./stage.ts";

export type HostKind = "next start" | "serverless";

export interface StageOptions {
  /** The folder of the build. */
  build: string;
  afterTimeoutMs: number;
  /** Where events go instead, given the sink's URL. */
  posthogHost?: ((sinkUrl: string) => string) | undefined;
  env?: Record<string, string>;
  serverless?: ServerlessOptions;
}

const environment = ({ afterTimeoutMs, posthogHost, env }: StageOptions, sinkUrl: string) => ({
  POSTHOG_KEY: "phc_fire",
  POSTHOG_HOST: posthogHost?.(sinkUrl) ?? sinkUrl,
  AFTER_TIMEOUT_MS: String(afterTimeoutMs),
  TRACK_RATE_LIMIT: "100000000",
  ...env,
});

/** `next start` with a sink of its own, or that of another stage. */
export async function onNextStart(
  options: StageOptions,
  { sink, sinkUrl }: { sink: PostHogSink; sinkUrl?: string } = { sink: new PostHogSink() },
) {
  const url = sinkUrl ?? (await sink.start());
  const host = await startNext(environment(options, url), options.build);
  return new Stage(host, sink, url, options.afterTimeoutMs);
}

/** The serverless host with a sink of its own. */
export async function onServerless(options: StageOptions) {
  const sink = new PostHogSink();
  const url = await sink.start();
  const host = await startServerlessHost(
    options.build,
    environment(options, url),
    options.serverless,
  );
  return new Stage(host, sink, url, options.afterTimeoutMs);
}

export type ServerlessStage = Awaited<ReturnType<typeof onServerless>>;
