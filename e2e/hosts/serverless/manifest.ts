import type { resolveRoutes, RouteHas } from "@next/routing";

/** What the adapter writes at build time and the host reads: where everything of a build is. */
export interface Manifest {
  buildId: string;
  basePath: string;
  routing: Parameters<typeof resolveRoutes>[0]["routes"];
  /** The file of each function, and how long it may run, in seconds; by pathname. */
  functions: Record<string, FunctionOutput>;
  prerenders: Record<string, PrerenderOutput>;
  staticFiles: Record<string, string>;
  proxy: FunctionOutput | undefined;
}

export interface FunctionOutput {
  filePath: string;
  maxDuration: number;
}

export interface PrerenderOutput {
  /** The function that resumes it and makes it anew. */
  functionPath: string;
  /** The shell; a prerender of a navigation's payload has none. */
  filePath: string | undefined;
  postponed: string | undefined;
  /** Seconds after which it is stale; false: never. */
  revalidate: number | false | undefined;
  status: number;
  headers: Record<string, string | string[]>;
  tags: string[];
  /** Requests that go to the function as they are. */
  bypassFor: RouteHas[];
  /** Lets the platform, and nobody else, ask for a new prerender. */
  bypassToken: string | undefined;
}

export const MANIFEST = "serverless-manifest.json";
