import type { BuildName } from "./builds.ts";
import type { Asked } from "./load.ts";
import { beacon, order, page } from "./requests.ts";

/** One way to count a view, or not to. Each is served by a process of its own. */
export interface Variant {
  /** Its name in bench.json. */
  name: string;
  title: string;
  build: BuildName;
  /** The requests of one view. */
  view: (turn: number) => Asked[];
  /** Whose price its own is a multiple of. */
  reference?: string;
  env?: Record<string, string>;
  /** It takes so little that more views of it are needed to measure it. */
  isCheap?: true;
  /** It has a database of its own. */
  orders?: true;
  /** Its page is a file: on a platform a CDN answers, and no function is held. */
  isStatic?: true;
}

/** As on a production deployment: the panel and what it shows are off. */
const withoutReceipts = { AFTER_RECEIPTS: "false" };
const withReceipts = { AFTER_RECEIPTS: "true" };

export const REFERENCE = "not-counted";

/** The rows of the bench, in its order. */
export const variants: readonly Variant[] = [
  {
    name: "static",
    title: "a static page, nothing counted",
    build: "bare",
    view: page("bench/static"),
    isStatic: true,
    isCheap: true,
  },
  {
    name: "beacon",
    title: "a static page, counted by a beacon",
    build: "bare",
    view: (turn) => [...page("bench/beacon")(turn), beacon],
    env: withoutReceipts,
    isStatic: true,
    isCheap: true,
  },
  {
    name: "hole",
    title: "a static page with a bare `await connection()` in it",
    build: "bare",
    view: page("bench/hole"),
  },
  {
    name: "layout",
    title: "static, but for bag count and consent in the layout",
    build: "shop",
    view: page("bench/static"),
  },
  {
    name: REFERENCE,
    title: "the product page, nothing counted",
    build: "shop",
    view: page("bench/not-counted"),
    env: withoutReceipts,
  },
  {
    name: "counted",
    title: "**the product page, counted by the door**",
    build: "shop",
    view: page("products"),
    env: withoutReceipts,
  },
  {
    name: "with-receipts",
    title: "the same with receipts, and the panel that shows them",
    build: "shop",
    view: page("products"),
    env: withReceipts,
  },
  {
    name: "without-partial-prefetching",
    title: "counted by the door, `partialPrefetching: false`",
    build: "without partial prefetching",
    view: page("products"),
    env: withoutReceipts,
  },
  {
    name: "capture-immediate",
    title: "`await captureImmediate` in the page",
    build: "shop",
    view: page("bench/capture-immediate"),
    env: withoutReceipts,
  },
  {
    name: "client-per-request",
    title: "PostHog's documented client per request, `after(shutdown)`",
    build: "shop",
    view: page("bench/client-per-request"),
    env: withoutReceipts,
  },
  {
    name: "advice",
    title: "`after(fetch)` behind `headers()`, as widely advised",
    build: "shop",
    view: page("bench/headers-then-fetch"),
    env: withoutReceipts,
  },
  {
    name: "order-alone",
    title: "an order's row alone, on PostgreSQL",
    build: "shop",
    view: order("/bench/order-alone"),
    reference: "order-alone",
    env: withoutReceipts,
    orders: true,
    isCheap: true,
  },
  {
    name: "order",
    title: "**an order and its messages, through the outbox**",
    build: "shop",
    view: order("/api/orders"),
    reference: "order-alone",
    env: withoutReceipts,
    orders: true,
    isCheap: true,
  },
];

/** The row of this name. Throws where there is none. */
export function variantOf(name: string): Variant {
  const found = variants.find((variant) => variant.name === name);
  if (!found) throw new Error(`There is no variant ${name}`);
  return found;
}
