import { readFileSync } from "node:fs";
import type { Manifest, PrerenderOutput } from "./manifest.ts";
import type { FreshPrerender, Revalidation } from "./messages.ts";
import { outputName, pageOf } from "./output-name.ts";

export interface Shell {
  /** Nothing where only the function can make the body. */
  body: Buffer | undefined;
  postponed: string | undefined;
  /** When it was last rendered, in ms since the epoch. */
  renderedAt: number;
}

/** What a platform's CDN keeps: the prerendered shells, and which of them are stale. */
export class PrerenderCache {
  private readonly shells = new Map<string, Shell>();
  private readonly stale = new Set<string>();

  private readonly prerenders: Record<string, PrerenderOutput>;

  private readonly basePath: string;

  constructor({ prerenders, basePath }: Pick<Manifest, "prerenders" | "basePath">) {
    this.prerenders = prerenders;
    this.basePath = basePath;
    for (const [pathname, { filePath, postponed }] of Object.entries(prerenders)) {
      const body = filePath ? readFileSync(filePath) : undefined;
      this.shells.set(pathname, { body, postponed, renderedAt: Date.now() });
    }
  }

  get(pathname: string): Shell {
    const nothing = { body: undefined, postponed: undefined, renderedAt: 0 };
    return this.shells.get(pathname) ?? nothing;
  }

  revalidated({ tags }: Revalidation): void {
    for (const [pathname, prerender] of Object.entries(this.prerenders)) {
      if (prerender.tags.some((tag) => tags.includes(tag))) this.stale.add(this.pageOf(pathname));
    }
  }

  /** True for the first who asks for a stale page or its payload: that one has it made anew. */
  claimStale(page: string): boolean {
    const shell = this.shells.get(page);
    const revalidate = this.prerenders[page]?.revalidate;
    const isOld = shell && revalidate && Date.now() - shell.renderedAt >= revalidate * 1000;
    // Whoever comes next finds it claimed, until it is made anew or has its time once more.
    if (isOld) shell.renderedAt = Date.now();
    return this.stale.delete(page) || Boolean(isOld);
  }

  /**
   * A page's payload resumes from the same state as its shell. Of one that postponed nothing, the
   * payload is whole, and no function could make it.
   */
  renew(pathname: string, { html, rsc, postponed }: FreshPrerender): void {
    const renderedAt = Date.now();
    this.shells.set(pathname, { body: Buffer.from(html), postponed, renderedAt });
    const payload = outputName(pathname, ".rsc", this.basePath);
    if (this.shells.has(payload)) {
      const isWhole = postponed === undefined && rsc !== undefined;
      const body = isWhole ? Buffer.from(rsc, "base64") : undefined;
      this.shells.set(payload, { body, postponed, renderedAt });
    }
  }

  /** The page that an output belongs to. */
  pageOf(output: string): string {
    return pageOf(output, this.basePath);
  }
}
