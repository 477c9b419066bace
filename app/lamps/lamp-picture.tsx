import type { ReactNode } from "react";
import { Drift, Dusk, Halo } from "./pendants";
import { Ember, Heron, Pebble } from "./standing";
import { Lintel, Plain, Tally } from "./working";

// A Map: whatever the slug, it finds nothing but these.
const drawings = new Map<string, ReactNode>(
  Object.entries({
    ember: <Ember />,
    halo: <Halo />,
    drift: <Drift />,
    heron: <Heron />,
    pebble: <Pebble />,
    lintel: <Lintel />,
    tally: <Tally />,
    dusk: <Dusk />,
  }),
);

/** A lamp, drawn. Decoration: its name stands beside it. */
export function LampPicture({ slug }: { slug: string }) {
  return drawings.get(slug) ?? <Plain />;
}
