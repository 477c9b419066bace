import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { Postgres } from "../fire/orders/postgres.ts";

/** Starts a PostgreSQL behind a proxy that counts the bytes of both directions. */
export async function startCountedPostgres() {
  const postgres = await Postgres.create();
  const url = new URL(await postgres.database());
  const { hostname, port } = url;
  let bytes = 0;
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.on("data", (chunk) => (bytes += chunk.length)).pipe(to);
      from.on("error", () => to.destroy());
    }
  });
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    /** Of an empty database, by way of the proxy. */
    url: url.href,
    bytes: () => bytes,
    async stop(): Promise<void> {
      await postgres.destroy();
      proxy.close();
    },
  };
}
