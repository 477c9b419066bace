import { percentile } from "../fire/pacer.ts";
import { atOnce, oneByOne } from "./load.ts";
import type { Served } from "./served.ts";

/** Views at once. */
export const LEVELS = [1, 20, 100] as const;
const CHEAP_TIMES = 4;

/** What a round of one variant at one level came to, or the middle of many rounds. */
export interface Figures {
  responseP50: number;
  responseP99: number;
  /** Of one at a time only. */
  firstByteP50?: number;
  /** From a request's arrival to the end of all that it waits for; absent where no function runs. */
  heldP50?: number;
  heldP99?: number;
  posthogRequestsPer1000: number;
  errorsPer1000: number;
}

/** Asks a server for so many views, so many at once. */
export async function measure(served: Served, level: number, amount: number): Promise<Figures> {
  const { variant, url } = served;
  const views = amount * (variant.isCheap ? CHEAP_TIMES : 1);
  served.views += views;
  await served.used();
  const { ms, firstByteMs } =
    level === 1
      ? await oneByOne(url, variant.view, views)
      : await atOnce(url, variant.view, views, level);
  const { held, posthogRequests, errors } = await served.used();
  return {
    responseP50: percentile(ms, 50),
    responseP99: percentile(ms, 99),
    ...(firstByteMs.length > 0 && { firstByteP50: percentile(firstByteMs, 50) }),
    ...(held.length > 0 && { heldP50: percentile(held, 50), heldP99: percentile(held, 99) }),
    posthogRequestsPer1000: (posthogRequests * 1_000) / views,
    errorsPer1000: (errors * 1_000) / views,
  };
}

export const median = (values: readonly number[]): number => percentile(values, 50);

/** The middle of each figure. */
export function middle(rounds: readonly Figures[]): Figures {
  const names = Object.keys(rounds[0] ?? {}) as (keyof Figures)[];
  const of = (name: keyof Figures) => median(rounds.map((round) => round[name] ?? Number.NaN));
  return Object.fromEntries(names.map((name) => [name, of(name)])) as unknown as Figures;
}

/** How far the middle of the odd and that of the even ones lie apart, as a part of the smaller. */
export function disagreement(ratios: readonly number[]): number {
  const half = (rest: number) => median(ratios.filter((_, index) => index % 2 === rest));
  const [odd, even] = [half(0), half(1)];
  return Math.abs(odd - even) / Math.min(odd, even);
}
