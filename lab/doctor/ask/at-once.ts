const AT_ONCE = 4;

/** Does something with each, with a few of them at a time. */
export async function atOnce<T>(list: T[], work: (each: T) => Promise<void>): Promise<void> {
  const waiting = list.values();
  const worker = async () => {
    for (const each of waiting) await work(each);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
