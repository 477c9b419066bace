import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sweep } from "@/lib/outbox/deliver";
import { enqueue, outbox, QUEUE } from "@/lib/outbox/outbox";
import { openPostgres } from "@/lib/outbox/postgres";
import { bringUp } from "@/lib/outbox/tables";
import { ensurePostgres } from "../fire/orders/ensure-postgres.ts";
import { Postgres } from "../fire/orders/postgres.ts";

const missing = ensurePostgres();
if (missing) console.log(`SKIPPED: the outbox on PostgreSQL: ${missing}`);
let postgres: Postgres;
const ENOUGH_MS = 60_000;

beforeAll(async () => {
  if (missing) return;
  postgres = await Postgres.create();
  vi.stubEnv("DATABASE_URL", await postgres.database());
  vi.stubEnv("VERCEL", "1");
}, 60_000);
afterAll(() => postgres?.destroy());

test.skipIf(missing)(
  "what is written with a transaction that fails is not there, and what commits is",
  async () => {
    const { transaction, boss } = await outbox();
    const write = (id: string, end: () => void) =>
      transaction(async (tx) => {
        await enqueue(tx, [{ id, kind: "partner_webhook", body: {} }]);
        end();
      });
    const [lost, kept] = [crypto.randomUUID(), crypto.randomUUID()];
    const failing = write(lost, () => {
      throw new Error("not this time");
    });
    await expect(failing).rejects.toThrow("not this time");
    await write(kept, () => {});
    expect(await boss.findJobs(QUEUE, { id: lost })).toEqual([]);
    expect(await boss.findJobs(QUEUE, { id: kept })).toHaveLength(1);
  },
);

test.skipIf(missing)("on Vercel a sweep leaves room in the log of its request", async () => {
  await sweep(ENOUGH_MS);
  const messages = Array.from({ length: 130 }, () => ({
    id: crypto.randomUUID(),
    kind: "partner_webhook" as const,
    body: {},
  }));
  const { transaction } = await outbox();
  await transaction((tx) => enqueue(tx, messages));
  expect(await sweep(ENOUGH_MS)).toMatchObject({ done: 100 });
  expect(await sweep(ENOUGH_MS)).toMatchObject({ done: 30 });
});

test.skipIf(missing)("two that start at once make the tables once", async () => {
  const url = await postgres.database();
  const both = await Promise.all([openPostgres(url, 2), openPostgres(url, 2)]);
  const steps = ["create table things (id integer)", "insert into things values (1)"];
  await Promise.all(both.map((database) => bringUp(database, "things", steps)));
  expect((await both[0].query("select * from things")).rows).toEqual([{ id: 1 }]);
});
