// Next's public Adapter API: NEXT_ADAPTER_PATH names this file at build time.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { NextAdapter } from "next";
import { type FunctionOutput, MANIFEST, type Manifest, type PrerenderOutput } from "./manifest.ts";

/** The platform's default, in seconds. */
const DEFAULT_MAX_DURATION = 300;

const adapter: NextAdapter = {
  name: "local-serverless-host",

  async onBuildComplete({ buildId, config, distDir, outputs, projectDir, routing }) {
    const maxDuration = await readMaxDuration(projectDir);
    const functionOf = (output: {
      filePath: string;
      config: { maxDuration?: number };
    }): FunctionOutput => ({
      filePath: output.filePath,
      maxDuration: output.config.maxDuration ?? maxDuration,
    });

    const pages = [...outputs.appPages, ...outputs.appRoutes];
    // Where the site has a basePath, an id lacks it.
    const pathnameOf = new Map(pages.map(({ id, pathname }) => [id, pathname]));

    const manifest: Manifest = {
      buildId,
      basePath: config.basePath ?? "",
      routing,
      functions: Object.fromEntries(pages.map((output) => [output.pathname, functionOf(output)])),
      prerenders: Object.fromEntries(
        outputs.prerenders.map(({ pathname, parentOutputId, fallback, config: settings }) => {
          const { "x-next-cache-tags": tags = "", ...headers } = fallback?.initialHeaders ?? {};
          const prerender: PrerenderOutput = {
            functionPath: pathnameOf.get(parentOutputId) ?? parentOutputId,
            filePath: fallback?.filePath,
            postponed: fallback?.postponedState,
            // The shell that unknown params share holds nothing of theirs that could get old.
            revalidate: pathname.includes("[") ? false : fallback?.initialRevalidate,
            status: fallback?.initialStatus ?? 200,
            headers,
            tags: String(tags).split(","),
            bypassFor: settings.bypassFor ?? [],
            bypassToken: settings.bypassToken,
          };
          return [pathname, prerender];
        }),
      ),
      staticFiles: Object.fromEntries(
        outputs.staticFiles.map(({ pathname, filePath }) => [pathname, filePath]),
      ),
      proxy: outputs.middleware && functionOf(outputs.middleware),
    };
    await writeFile(join(distDir, MANIFEST), JSON.stringify(manifest));
  },
};

/** vercel.json's limit for what is in app/, if there is such a file. */
async function readMaxDuration(projectDir: string): Promise<number> {
  const path = join(projectDir, "vercel.json");
  if (!existsSync(path)) return DEFAULT_MAX_DURATION;
  const { functions } = JSON.parse(await readFile(path, "utf8")) as {
    functions?: Record<string, { maxDuration?: number }>;
  };
  return functions?.["app/**/*"]?.maxDuration ?? DEFAULT_MAX_DURATION;
}

export default adapter;
