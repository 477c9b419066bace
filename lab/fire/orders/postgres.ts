import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { until } from "../../until.ts";
import { findPostgres, giveAway, user } from "./ensure-postgres.ts";
import { freePort } from "../../../e2e/loopback.ts";
import { Program } from "./program.ts";

const START_MS = 30_000;

/** A PostgreSQL of its own, on loopback, whose files are gone when it is. */
export class Postgres {
  private readonly folder: string;
  private port = 0;
  private server: Program | undefined;
  private databases = 0;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** In a folder of its own below `parent`. */
  static async create(parent = tmpdir()): Promise<Postgres> {
    const made = new Postgres(mkdtempSync(join(parent, "postgres-")));
    giveAway(made.folder);
    const options = ["--no-sync", "--auth=trust", "--username=shop", "--encoding=UTF8"];
    execFileSync(made.program("initdb"), ["--pgdata", made.folder, ...options], {
      ...user(),
      cwd: made.folder,
    });
    made.port = await freePort();
    await made.start();
    return made;
  }

  private program(name: string): string {
    const folder = findPostgres();
    if (!folder) throw new Error("There is no PostgreSQL");
    return join(folder, name);
  }

  async start(): Promise<void> {
    const args = ["-D", this.folder, "-p", String(this.port), "-h", "127.0.0.1", "-k", ""];
    this.server = new Program(this.program("postgres"), args, { ...user(), cwd: this.folder });
    if (await until(() => this.server?.isGone || accepts(this.url("postgres")), START_MS, 50)) {
      if (!this.server.isGone) return;
    }
    throw new Error(`PostgreSQL did not start:\n${this.server.output}`);
  }

  /** Ends every connection, and the server. */
  async stop(): Promise<void> {
    await this.server?.end("SIGINT");
  }

  url(database: string): string {
    return `postgres://shop@127.0.0.1:${this.port}/${database}`;
  }

  /** A new, empty database. Returns its URL. */
  async database(): Promise<string> {
    const name = `shop_${(this.databases += 1)}`;
    await ask(this.url("postgres"), `create database ${name}`);
    return this.url(name);
  }

  async destroy(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Asks a database once. */
export async function ask(url: string, text: string, values?: unknown[]): Promise<unknown[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return (await client.query(text, values)).rows as unknown[];
  } finally {
    await client.end().catch(() => {});
  }
}

/** Whether a server is there that takes questions. */
export const accepts = (url: string) =>
  ask(url, "select 1").then(
    () => true,
    () => false,
  );
