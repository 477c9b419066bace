// npm run outbox -- list | redrive [MESSAGE]: the messages that did not arrive, and how to put them back.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { mayHoldMessages, reasonForNoDatabase } from "./database.ts";
import type { Message } from "./message.ts";
import { DEAD, outbox, QUEUE } from "./outbox.ts";

const usage = `npm run outbox -- list               what waits after a failure, and what was given up, and why
npm run outbox -- redrive [MESSAGE]  puts what was given up back, all of it or one message

The database is that of DATABASE_URL, or DATA_DIR while no server has it open.`;

/** As much as is listed, and put back, at once. */
const LIMIT = 1_000;

async function list(): Promise<void> {
  const { boss } = await outbox();
  const waiting = await boss.findJobs<Message>(QUEUE, { queued: true, limit: LIMIT });
  const dead = await boss.findJobs<Message>(DEAD, { queued: true, limit: LIMIT });
  const rows = [
    ...waiting
      .filter(({ state }) => state === "retry")
      .map((job) => ({ ...rowOf(job.data, job.output), state: "waiting", again: job.startAfter })),
    ...dead.map((job) => ({ ...rowOf(job.data, job.sourceOutput), state: "given up" })),
  ];
  if (rows.length > 0) console.table(rows, ["message", "kind", "state", "again", "reason"]);
  console.log(
    `${waiting.length} wait, ${rows.length - dead.length} of them after a failure; ${dead.length} were given up.`,
  );
}

const rowOf = ({ id, kind }: Message, output: object | null) => ({
  message: id,
  kind,
  reason: output && "reason" in output ? output.reason : undefined,
});

async function redrive(id: string | undefined): Promise<void> {
  const { boss } = await outbox();
  const moved = await boss.redrive(DEAD, { limit: LIMIT, ...(id && { data: { id } }) });
  if (id && moved === 0)
    throw new Error(`No message ${id} was given up: see npm run outbox -- list`);
  console.log(`${moved} put back: the next sweep delivers them.`);
}

const commands = { list, redrive } as const;

for (const file of [".env.local", ".env"]) if (existsSync(file)) process.loadEnvFile(file);

try {
  const [name = "", id, ...rest] = parseArgs({ allowPositionals: true }).positionals;
  if (!(name === "list" || name === "redrive") || rest.length > 0) throw new Error(usage);
  const reason = reasonForNoDatabase();
  if (reason) throw new Error(reason);
  if (mayHoldMessages()) await commands[name](id);
  else console.log("Nothing was ever written here: there is no database yet.");
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
