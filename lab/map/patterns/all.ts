import { callbacks } from "./callbacks.ts";
import { pages } from "./pages.ts";
import { refusals } from "./refusals.ts";
import { actions, doors, proxies, routes } from "./routes.ts";

export { refusals };

/** The patterns of the lab's own build. */
export const measured = [...pages, ...callbacks, ...routes, ...actions, ...proxies, ...doors];

/** The map's rows, in its order. */
export const sections = {
  Pages: pages,
  "The callback and what happens around it, after `await connection()`": callbacks,
  "Route handlers": routes,
  "Server Actions": actions,
  "proxy.ts": proxies,
  "The door, lib/after-response.ts": doors,
  "Refused by the build": Object.values(refusals).flat(),
};
