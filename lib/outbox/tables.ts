import "server-only";
import type { Database } from "./database";

/**
 * Brings the app's own tables up to the last of `steps`, each once, also where several processes
 * start at once. Append a step to change a table. Throws where a newer version has been here.
 */
export async function bringUp(
  { transaction }: Pick<Database, "transaction">,
  steps: readonly string[],
): Promise<void> {
  await transaction(async (tx) => {
    // "if not exists" alone collides when two do it at the same time.
    await tx.query("select pg_advisory_xact_lock(7281)");
    await tx.query("create table if not exists schema_version (version integer not null)");
    const { rows } = await tx.query("select version from schema_version");
    const [{ version } = { version: 0 }] = rows as { version: number }[];
    if (version > steps.length) {
      throw new Error(
        `The tables are of version ${version}, and this app knows ${steps.length}: deploy a newer one`,
      );
    }
    for (const step of steps.slice(version)) await tx.query(step);
    if (version === steps.length) return;
    await tx.query("delete from schema_version");
    await tx.query("insert into schema_version (version) values ($1)", [steps.length]);
  });
}
