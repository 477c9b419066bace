/** Stands for anybody's analytics: says when it starts and, a little later, when it ends. */
export async function track(name: string): Promise<void> {
  // Not console.log: Next dims what is logged once a page's render is over.
  process.stdout.write(`[lab] start ${name}\n`);
  await new Promise((resolve) => setImmediate(resolve));
  process.stdout.write(`[lab] end ${name}\n`);
}
