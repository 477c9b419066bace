import { atOnce } from "./load.ts";
import type { Served } from "./served.ts";
import { REFERENCE } from "./variants.ts";

/** Views at once that each server is asked for, where nothing else is said. */
export const AT_ONCE = 20;
/** The most that two halves of the blocks may lie apart, as a part. */
export const AGREE = 0.1;

/** CPU time of a view, in ms, of each server in each block. */
export type Blocks = Map<Served, number[]>;

/** Of servers that have not been asked yet. */
export const noBlocks = (servers: Iterable<Served>): Blocks =>
  new Map(Array.from(servers, (served) => [served, []]));

/**
 * Asks all servers at once for so many seconds, and notes what a view took of each. On a machine that
 * others share, its speed changes by half from one second to the next: like this it is the same for all.
 */
export async function oneBlock(
  blocks: Blocks,
  seconds: number,
  levelOf: (served: Served) => number = () => AT_ONCE,
): Promise<void> {
  const servers = [...blocks.keys()];
  for (const served of servers) await served.used();
  const end = performance.now() + seconds * 1_000;
  const views = await Promise.all(
    servers.map(async (served) => {
      const { url, variant } = served;
      const level = levelOf(served);
      const burst = Math.max(40, level);
      let asked = 0;
      for (; performance.now() < end; asked += burst) {
        await atOnce(url, variant.view, burst, level);
      }
      return asked;
    }),
  );
  for (const [index, served] of servers.entries()) {
    const { cpuMs } = await served.used();
    const asked = views[index] ?? 0;
    served.views += asked;
    blocks.get(served)?.push(cpuMs / asked);
  }
}

/** CPU time of a view as a multiple of its reference's in the same block. */
export function ratiosOf(blocks: Blocks, { variant }: Served): number[] {
  const cpuOf = (name: string) =>
    [...blocks].find(([served]) => served.variant.name === name)?.[1] ?? [];
  const base = cpuOf(variant.reference ?? REFERENCE);
  return cpuOf(variant.name).map((cpu, block) => cpu / (base[block] ?? Number.NaN));
}
