import "server-only";
import type { Database } from "./database";
import { openedOnce } from "./opened-once";
import { type Outbox, outbox } from "./outbox";

/** The outbox, with tables of the app's own beside it, brought up to the last of `steps` first. */
export const outboxWith = (name: string, steps: readonly string[]): Promise<Outbox> =>
  openedOnce(`outbox with ${name}`, async () => {
    const opened = await outbox();
    await bringUp(opened, name, steps);
    return opened;
  });

/**
 * Brings the tables called `name` up to the last of `steps`, each once, also where several processes
 * start at once. Append a step to change a table. Throws where a newer version has been here.
 */
export async function bringUp(
  { transaction }: Pick<Database, "transaction">,
  name: string,
  steps: readonly string[],
): Promise<void> {
  await transaction(async (tx) => {
    // "if not exists" alone collides when two do it at the same time.
    await tx.query("select pg_advisory_xact_lock(7281)");
    await tx.query(
      "create table if not exists schema_versions (name text primary key, version integer not null)",
    );
    const { rows } = await tx.query("select version from schema_versions where name = $1", [name]);
    const [{ version } = { version: 0 }] = rows as { version: number }[];
    if (version > steps.length) {
      throw new Error(
        `The tables of ${name} are of version ${version}, and this app knows ${steps.length}: deploy a newer one`,
      );
    }
    if (version === steps.length) return;
    for (const step of steps.slice(version)) await tx.query(step);
    await tx.query(
      `insert into schema_versions (name, version) values ($1, $2)
       on conflict (name) do update set version = excluded.version`,
      [name, steps.length],
    );
  });
}
