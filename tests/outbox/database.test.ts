import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readyDataFolder } from "../../e2e/site/ready-database";
import type { Database } from "@/lib/outbox/database";
import { openPglite } from "@/lib/outbox/pglite";
import { bringUp } from "@/lib/outbox/tables";

let folder: string;
let database: Database;

beforeAll(async () => {
  folder = await readyDataFolder();
  database = await openPglite(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a second process cannot open the embedded database", async () => {
  await expect(openPglite(folder)).rejects.toThrow(`Another process has ${folder} open`);
  const command = promisify(execFile)(
    process.execPath,
    ["--conditions=react-server", "lib/outbox/command.ts", "list"],
    { env: { ...process.env, DATA_DIR: folder } },
  );
  await expect(command).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`Another process has ${folder} open`),
  });
});

test("tables are brought up step by step, once, and those of a newer version are named", async () => {
  const steps = ["create table things (id integer)", "alter table things add column name text"];
  await bringUp(database, "things", steps.slice(0, 1));
  await bringUp(database, "things", steps);
  await bringUp(database, "things", steps);
  await bringUp(database, "others", ["create table others (id integer)"]);
  await database.query("insert into things (id, name) values (1, 'one')");
  await expect(bringUp(database, "things", steps.slice(0, 1))).rejects.toThrow("of version 2");
});
