import "server-only";
import type { CacheHandler } from "next/cache";
import { perProcess } from "../process/per-process";
import { askShared, isShared } from "./shared-database";

/** How old what a server knows of the others may get. */
const LOOK_EVERY_MS = 1_000;

type Cache = Pick<CacheHandler, "updateTags">;

// Of two changes within the window in which servers look, the stricter one holds.
const TELL = `insert into fleet.tag (tag, changed_at, expire)
  select tag, clock_timestamp(), $2 from unnest($1::text[]) as told (tag)
  on conflict (tag) do update set changed_at = excluded.changed_at,
    expire = case when fleet.tag.changed_at > now() - interval '10 seconds'
      then least(fleet.tag.expire, excluded.expire) else excluded.expire end`;

// A change may be seen after one that is a little later: hence the overlap.
const LOOK = `select tag, expire, changed_at::text as at from fleet.tag
  where changed_at > $1::timestamptz - interval '10 seconds' order by changed_at`;

/** Which tags were revalidated on any of the servers; lib/fleet/cache-handler.ts has Next call it. */
export class SharedTags {
  private untold: { tags: string[]; expire: number | null }[] = [];
  private readonly applied = new Map<string, string>();
  private newest = "-infinity";
  private looking: Promise<void> | undefined;
  private isAway = false;
  private cache: Cache | undefined;

  /** Tells `cache` what was revalidated before, and from now on what is. Never rejects. */
  follow(cache: Cache): Promise<void> {
    this.cache = cache;
    return this.look();
  }

  /** Tells the other servers; resolves when they can know, or will be told later. Never rejects. */
  async tell(...[tags, durations]: Parameters<Cache["updateTags"]>): Promise<void> {
    // Without durations they are expired at once.
    const expire = durations ? (durations.expire ?? null) : 0;
    this.untold.push({ tags: tags.toSorted(), expire });
    await this.looking;
    await this.look();
  }

  /** Tells what is still to be told, and takes up what others told. Never rejects. */
  look(): Promise<void> {
    this.looking ??= this.exchange()
      .then(
        () => (this.isAway = false),
        (error: unknown) => {
          if (!this.isAway) console.warn("Revalidated tags could not be shared:", error);
          this.isAway = true;
        },
      )
      .then(() => (this.looking = undefined));
    return this.looking;
  }

  private async exchange(): Promise<void> {
    for (let next = this.untold[0]; next; next = this.untold[0]) {
      await askShared(TELL, [next.tags, next.expire]);
      this.untold.shift();
    }
    if (!this.cache) return;
    const { rows } = await askShared(LOOK, [this.newest]);
    for (const { tag, expire, at } of rows as {
      tag: string;
      expire: number | null;
      at: string;
    }[]) {
      this.newest = at;
      if (this.applied.get(tag) === at) continue;
      this.applied.set(tag, at);
      await this.cache.updateTags([tag], expire === null ? {} : { expire });
    }
  }
}

/** Has this server follow the others, where there may be others. */
export function followOtherServers(): void {
  if (!isShared()) return;
  perProcess("shared tags", () => {
    const tags = new SharedTags();
    setInterval(() => void tags.look(), LOOK_EVERY_MS).unref();
    return tags;
  });
}
