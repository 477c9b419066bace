import "server-only";
import { shareFlush } from "../analytics/flush";
import { perProcess } from "../process/per-process";
import { askShared, isShared } from "./shared-database";

const WRITE = `insert into fleet.receipt (request_id, value, expires_at)
  select id, value, now() + $3 * interval '1 second'
  from unnest($1::uuid[], $2::text[]) as written (id, value)
  on conflict (request_id) do update set value = excluded.value, expires_at = excluded.expires_at`;

/** Keeps receipts where each server finds them, as Vercel's runtime cache does; undefined where there is one server. */
export const sharedReceipts = () => (isShared() ? perProcess("shared receipts", open) : undefined);

function open() {
  let waiting = new Map<string, string>();
  let ttlS = 0;
  // Those of many requests in one statement.
  const write = shareFlush(async () => {
    const written = waiting;
    waiting = new Map();
    await askShared(WRITE, [[...written.keys()], [...written.values()], ttlS]);
  });
  return {
    async get(requestId: string): Promise<unknown> {
      const { rows } = await askShared("select value from fleet.receipt where request_id = $1", [
        requestId,
      ]);
      const [row] = rows as { value: string }[];
      return row && JSON.parse(row.value);
    },
    /** `ttl` is in seconds. */
    set(requestId: string, receipt: object, { ttl }: { ttl: number }): Promise<void> {
      waiting.set(requestId, JSON.stringify(receipt));
      ttlS = ttl;
      return write();
    },
  };
}
