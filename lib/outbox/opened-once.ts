import { perProcess } from "../process/per-process.ts";

/** One value for the process of what takes time to make: made by the first call, or if that failed by the next. */
export function openedOnce<T>(name: string, open: () => Promise<T>): Promise<T> {
  const slot = perProcess(name, () => ({ opened: undefined as Promise<T> | undefined }));
  slot.opened ??= open().catch((error: unknown) => {
    slot.opened = undefined;
    throw error;
  });
  return slot.opened;
}
