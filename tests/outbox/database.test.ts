import { execFile } from "node:child_process";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readyDataFolder } from "../../e2e/site/ready-database";
import { type Database, openDatabase } from "@/lib/outbox/database";
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

test("an embedded database that could not be opened opens when it can", async () => {
  const dataDir = await readyDataFolder();
  const [control, away] = [join(dataDir, "postgres/global"), join(dataDir, "postgres/away")];
  vi.stubEnv("DATA_DIR", dataDir);
  try {
    await rename(control, away);
    await expect(openDatabase()).rejects.toThrow(
      `The embedded database could not be opened in ${join(dataDir, "postgres")}`,
    );
    await rename(away, control);
    const { query } = await openDatabase();
    expect((await query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await expect(openPglite(dataDir)).rejects.toThrow(`Another process has ${dataDir} open`);
  } finally {
    vi.unstubAllEnvs();
    await rm(dataDir, { recursive: true, force: true });
  }
});

test("a folder that cannot be made is not said to be open elsewhere", async () => {
  const file = join(folder, "a-file");
  await writeFile(file, "");
  await expect(openPglite(file)).rejects.toThrow("EEXIST");
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
