import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { prune } from "@/lib/fleet/prune";
import { askShared } from "@/lib/fleet/shared-database";
import { SharedTags } from "@/lib/fleet/shared-tags";
import { ensurePostgres } from "../fire/orders/ensure-postgres.ts";
import { startCountedPostgres } from "./counted-postgres.ts";
import { usedHeap } from "./used-heap.ts";

const TAGS = 10_000;
const EVER = "-infinity";
const missing = ensurePostgres();
if (missing) console.log(`SKIPPED: shared tags on PostgreSQL: ${missing}`);

let postgres: Awaited<ReturnType<typeof startCountedPostgres>> | undefined;
const figures: string[] = [];

beforeAll(async () => {
  if (missing) return;
  postgres = await startCountedPostgres();
  vi.stubEnv("DATABASE_URL", postgres.url);
  vi.stubEnv("SHARE_BETWEEN_SERVERS", "true");
}, 60_000);
afterAll(async () => {
  console.log(figures.join("\n"));
  await postgres?.stop();
});

/** Says that so many tags were revalidated, as a server does. */
async function revalidate(name: string, amount = TAGS): Promise<void> {
  const teller = new SharedTags(EVER);
  for (let first = 0; first < amount; first += 100) {
    await teller.tell(Array.from({ length: 100 }, (_, index) => `${name}-${first + index}`));
  }
}

const age = (interval: string) =>
  askShared(`update fleet.tag set changed_at = changed_at - interval '${interval}'`);

async function rowsOf(table: string): Promise<number> {
  const [row] = (await askShared(`select count(*)::int as rows from fleet.${table}`)).rows;
  return (row as { rows: number }).rows;
}

/** The bytes of one look: there is one a second. */
async function bytesOfALook(tags: SharedTags): Promise<number> {
  const before = postgres?.bytes() ?? 0;
  await tags.look();
  return (postgres?.bytes() ?? 0) - before;
}

/** A server that starts: what it takes up, and how long that takes in ms. */
async function start(since: string) {
  const taken: unknown[] = [];
  const tags = new SharedTags(since);
  const started = performance.now();
  await tags.follow({
    updateTags: async (...call) => {
      taken.push(call);
    },
  });
  return { tags, ms: performance.now() - started, taken };
}

test.skipIf(missing)(
  "of many revalidated tags a look asks for the new ones, and a start for those since its build",
  async () => {
    await revalidate("page");
    const { tags, ms, taken } = await start(EVER);
    expect(taken).toHaveLength(TAGS);
    expect(tags["applied"].size).toBe(TAGS);
    const busy = await bytesOfALook(tags);
    const before = usedHeap();
    tags["applied"].clear();
    const used = before - usedHeap();

    // Some seconds later.
    await age("1 minute");
    await tags.look();
    expect(tags["applied"].size).toBe(0);
    const idle = await bytesOfALook(tags);
    expect(idle).toBeLessThan(1_000);

    const now = new Date().toISOString();
    const newBuild = await start(now);
    expect(newBuild.taken).toHaveLength(0);
    figures.push(
      `${TAGS} tags, a start whose build is older than all: ${taken.length} taken up in ${ms.toFixed(0)} ms`,
      `a start whose build is newer: ${newBuild.taken.length} taken up in ${newBuild.ms.toFixed(1)} ms`,
      `in memory: ${TAGS} tags in the Map after that look, ${(used / 1024).toFixed(0)} KiB; none ten seconds later`,
      `polled: ${busy} bytes a second in the ten seconds after, ${idle} from then on`,
    );
  },
);

test.skipIf(missing)(
  "tags are pruned by age and by number, and one of every page takes their place",
  async () => {
    await askShared("delete from fleet.tag");
    await revalidate("old", TAGS / 2);
    await age("31 days");
    await revalidate("new", TAGS / 2);
    const before = await rowsOf("tag");
    await prune();
    const byAge = await rowsOf("tag");
    expect(byAge).toBe(TAGS / 2 + 1);
    const { taken } = await start(EVER);
    expect(taken[0], "the oldest").toEqual([["_N_T_/layout"], { expire: 0 }]);
    expect(taken).toHaveLength(TAGS / 2 + 1);

    await age("1 hour");
    await revalidate("newest");
    const now = new Date().toISOString();
    const more = await rowsOf("tag");
    const started = performance.now();
    await prune();
    const ms = performance.now() - started;
    const byNumber = await rowsOf("tag");
    expect(byNumber).toBe(TAGS + 1);
    await prune();
    expect(await rowsOf("tag"), "pruned again").toBe(byNumber);
    expect((await start(now)).taken.length, "a later build").toBeLessThanOrEqual(TAGS);
    figures.push(
      `rows: ${before} before pruning, ${byAge} after, as half were older than 30 days`,
      `rows: ${more} before pruning, ${byNumber} after, in ${ms.toFixed(0)} ms`,
    );
  },
);

test.skipIf(missing)("receipts and rate limits go when they have expired", async () => {
  await askShared(`insert into fleet.receipt values
    (gen_random_uuid(), '{}', now() - interval '1 second'), (gen_random_uuid(), '{}', now() + interval '1 minute')`);
  await askShared("insert into fleet.rate_limit values ('old', 1, $1), ('new', 1, $2)", [
    Date.now() - 1,
    Date.now() + 60_000,
  ]);
  await prune();
  expect([await rowsOf("receipt"), await rowsOf("rate_limit")]).toEqual([1, 1]);
});

test.skipIf(missing)(
  "two servers that prune and tell at the same time do not hinder each other",
  async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    await Promise.all([revalidate("page"), prune(), prune(), revalidate("new"), prune()]);
    await prune();
    expect(await rowsOf("tag")).toBe(TAGS + 1);
    expect(warn).not.toHaveBeenCalled();
  },
);
