import "server-only";
import type { CacheHandler } from "next/cache";
import { perProcess } from "../process/per-process";
import { EVERYTHING, prune, PRUNE_EVERY_MS } from "./prune";
import { askShared, isShared } from "./shared-database";

/** How old what a server knows of the others may get. */
const LOOK_EVERY_MS = 1_000;
/** By how much the clocks of the database and of the machine that built may differ. */
const CLOCKS_DIFFER_MS = 3_600_000;
/** Where as many are still to be told, all pages are made anew instead. */
const MAX_UNTOLD = 1_000;

type Cache = Pick<CacheHandler, "updateTags">;

// Of two changes within the window in which servers look, the stricter one holds.
const TELL = `insert into fleet.tag (tag, changed_at, expire)
  select tag, clock_timestamp(), $2 from unnest($1::text[]) as told (tag)
  on conflict (tag) do update set changed_at = excluded.changed_at,
    expire = case when fleet.tag.changed_at > now() - interval '10 seconds'
      then least(fleet.tag.expire, excluded.expire) else excluded.expire end`;

// A change may be seen after one that is a little later: hence the overlap. Where there is none, one
// row comes all the same: when this was.
const LOOK = `select now()::text as looked, tag, expire, changed_at::text as at
  from (values (1)) as one left join fleet.tag
    on changed_at > $1::timestamptz - interval '10 seconds'
  order by changed_at`;

interface Change {
  looked: string;
  tag: string | null;
  expire: number | null;
  at: string;
}

/** Which tags were revalidated on any of the servers; lib/fleet/cache-handler.ts has Next call it. */
export class SharedTags {
  private untold: { tags: string[]; expire: number | null }[] = [];
  /** What the last look saw: the next may see it again, and nothing that is older. */
  private applied = new Map<string, string>();
  private looked: string;
  private looking: Promise<void> | undefined;
  private isAway = false;
  private cache: Cache | undefined;

  /** Takes up what was revalidated after `since`, a time as PostgreSQL reads it. */
  constructor(since: string) {
    this.looked = since;
  }

  /** Tells `cache` what was revalidated before, and from now on what is. Never rejects. */
  follow(cache: Cache): Promise<void> {
    this.cache = cache;
    return this.look();
  }

  /** Tells the other servers; resolves when they can know, or will be told later. Never rejects. */
  async tell(...[tags, durations]: Parameters<Cache["updateTags"]>): Promise<void> {
    // Without durations they are expired at once.
    const expire = durations ? (durations.expire ?? null) : 0;
    if (this.untold.length >= MAX_UNTOLD) this.untold = [{ tags: [EVERYTHING], expire: 0 }];
    else this.untold.push({ tags: tags.toSorted(), expire });
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
      // Meanwhile there may have come too many.
      if (this.untold[0] === next) this.untold.shift();
    }
    if (!this.cache) return;
    const changes = (await askShared(LOOK, [this.looked])).rows as Change[];
    const seen = new Map<string, string>();
    for (const { tag, expire, at } of changes) {
      if (tag === null) continue;
      seen.set(tag, at);
      if (this.applied.get(tag) === at) continue;
      await this.cache.updateTags([tag], expire === null ? {} : { expire });
    }
    this.applied = seen;
    this.looked = changes[0]?.looked ?? this.looked;
  }
}

/**
 * What a new process does not have to hear of: its cache is empty but for the pages of its build, and
 * these were made after what was revalidated before it.
 */
function buildStarted(): string {
  // Spelt out: the build puts the value in its place.
  const builtAt = process.env.BUILT_AT;
  return builtAt ? new Date(Date.parse(builtAt) - CLOCKS_DIFFER_MS).toISOString() : "-infinity";
}

/** Has this server follow the others, where there may be others. */
export function followOtherServers(): void {
  if (!isShared()) return;
  perProcess("shared tags", () => {
    const tags = new SharedTags(buildStarted());
    setInterval(() => void tags.look(), LOOK_EVERY_MS).unref();
    setInterval(() => void prune(), PRUNE_EVERY_MS).unref();
    return tags;
  });
}
