import "server-only";
import { askShared } from "./shared-database";

export const PRUNE_EVERY_MS = 60_000;
/** Which tags were revalidated is kept for as long, of as many tags at most. */
const TAG_DAYS = 30;
const MAX_TAGS = 10_000;

/** Next gives it to every page: who revalidates it has everything made anew. */
export const EVERYTHING = "_N_T_/layout";

const NEWEST_TO_PRUNE = `select max(changed_at)::text as at from
  (select changed_at, row_number() over (order by changed_at desc) as place
    from fleet.tag where tag <> $1) as ranked
  where place > $2 or changed_at < now() - $3 * interval '1 day'`;

// A server that has not heard of these (its build is older, or it was away from the database for
// longer) cannot know any more which of its pages they concern: to it they become one, for all pages.
const REPLACE = `insert into fleet.tag (tag, changed_at, expire) values ($1, $2::timestamptz, 0)
  on conflict (tag) do update set expire = 0,
    changed_at = greatest(fleet.tag.changed_at, excluded.changed_at)`;

// Waits for no other statement, so it cannot deadlock with one that changes the same tags.
const PRUNE = `delete from fleet.tag where tag in
  (select tag from fleet.tag where tag <> $1 and changed_at <= $2::timestamptz
    for update skip locked)`;

async function pruneTags(): Promise<void> {
  const { rows } = await askShared(NEWEST_TO_PRUNE, [EVERYTHING, MAX_TAGS, TAG_DAYS]);
  const [{ at } = { at: null }] = rows as { at: string | null }[];
  if (at === null) return;
  await askShared(REPLACE, [EVERYTHING, at]);
  await askShared(PRUNE, [EVERYTHING, at]);
}

/**
 * Deletes from the shared tables what no server needs any more: receipts and rate limits that have
 * expired, and all but the newest revalidated tags, whose place one tag of every page takes. Never
 * rejects: the log says what could not be deleted.
 */
export async function prune(): Promise<void> {
  try {
    await askShared("delete from fleet.receipt where expires_at < now()");
    await askShared("delete from fleet.rate_limit where expire < $1", [Date.now()]);
    await pruneTags();
  } catch (error) {
    console.warn("The tables that the servers share could not be pruned:", error);
  }
}
