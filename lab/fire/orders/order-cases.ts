import type { Fire } from "../fire.ts";
import { fullDiskRow, goneRow, restartRow } from "./database-faults.ts";
import { killedRow, stoppedRow } from "./killed.ts";
import type { OrderRow } from "./order-row.ts";
import type { Postgres } from "./postgres.ts";
import { rollingRow } from "./rolling.ts";
import { backlogRow, partnerRows } from "./receiver.ts";
import { frozenHolderRow, serverlessRow, twoServersRow } from "./together.ts";

interface OrderCase {
  short?: boolean;
  /** On the embedded database. */
  pglite?: (fire: Fire) => Promise<OrderRow[]>;
  postgres?: (fire: Fire, postgres: Postgres) => Promise<OrderRow[]>;
}

type OnDatabase = (fire: Fire, databaseUrl: string) => Promise<OrderRow>;
const onNewDatabase =
  (row: OnDatabase) =>
  async (fire: Fire, postgres: Postgres): Promise<OrderRow[]> => [
    await row(fire, await postgres.database()),
  ];

/** Every case of orders by its name, in the order in which they run. */
export const orderCases: ReadonlyMap<string, OrderCase> = new Map([
  [
    "orders, SIGKILL",
    {
      short: true,
      pglite: async (fire: Fire) => [await killedRow(fire)],
      postgres: onNewDatabase(killedRow),
    },
  ],
  ["orders, SIGTERM", { short: true, postgres: onNewDatabase(stoppedRow) }],
  ["orders, two servers", { short: true, postgres: onNewDatabase(twoServersRow) }],
  ["rolling restart", { short: true, postgres: onNewDatabase(rollingRow) }],
  ["orders, serverless", { short: true, postgres: onNewDatabase(serverlessRow) }],
  ["orders, frozen claim", { postgres: onNewDatabase(frozenHolderRow) }],
  ["orders, partner", { postgres: partnerRows }],
  ["orders, backlog", { postgres: onNewDatabase(backlogRow) }],
  ["orders, database restarts", { short: true, postgres: restartRow }],
  ["orders, database gone", { postgres: goneRow }],
  [
    "orders, disk full",
    {
      pglite: (fire: Fire) => fullDiskRow(fire, "PGlite"),
      postgres: (fire: Fire) => fullDiskRow(fire, "PostgreSQL"),
    },
  ],
]);
