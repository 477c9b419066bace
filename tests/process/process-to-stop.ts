// Stands for a process of `next start`, with something that holds its end. Says on stdout what happens.
// With "alone" nobody but the app's own code listens to signals, as under NEXT_MANUAL_SIG_HANDLE.
import { once } from "node:events";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { holdClose } from "../../lib/process/hold-close.ts";

const open = async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
};

const server = await open();
if (!process.argv.includes("alone")) {
  process.on("SIGTERM", () => server.close(() => process.exit(143)));
}
const held = Promise.withResolvers<void>();
holdClose(() => {
  console.log("told to end");
  return held.promise;
});

const other = await open();
other.close();
await once(other, "close");

createInterface({ input: process.stdin }).on("line", (line) => {
  if (line === "end") held.resolve();
  else console.log(line);
});
console.log("ready");
