import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../../until.ts";
import { findBouncer, giveAway, user } from "./ensure-postgres.ts";
import { accepts } from "./postgres.ts";
import { freePort } from "../../../e2e/loopback.ts";
import { Program } from "./program.ts";

const START_MS = 30_000;

/** A PgBouncer in transaction mode before a database. Returns its URL, and how it is ended. */
export async function startBouncer(databaseUrl: string) {
  const program = findBouncer();
  if (!program) throw new Error("There is no PgBouncer");
  const { hostname, port, pathname } = new URL(databaseUrl);
  const folder = mkdtempSync(join(tmpdir(), "pgbouncer-"));
  const listenPort = await freePort();
  const config = `[databases]
${pathname.slice(1)} = host=${hostname} port=${port} user=shop
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = any
auth_file = ${join(folder, "users")}
pool_mode = transaction
default_pool_size = 5
`;
  writeFileSync(join(folder, "users"), '"shop" ""\n');
  writeFileSync(join(folder, "pgbouncer.ini"), config);
  giveAway(folder);
  const bouncer = new Program(program, [join(folder, "pgbouncer.ini")], { ...user(), cwd: folder });
  const url = `postgres://shop@127.0.0.1:${listenPort}${pathname}`;
  if (!(await until(() => accepts(url), START_MS, 50))) {
    throw new Error(`PgBouncer did not start:\n${bouncer.output}`);
  }
  return {
    url,
    async stop() {
      await bouncer.end("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
