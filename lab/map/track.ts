/** Stands for anybody's analytics: says when it starts and, a little later, when it ends. */
export async function track(name: string, ms = 0): Promise<void> {
  // Not console.log: Next dims what is logged once a page's render is over.
  process.stdout.write(`[lab] start ${name}\n`);
  await new Promise((resolve) => setTimeout(resolve, ms));
  process.stdout.write(`[lab] end ${name}\n`);
}

/** Lasts as long as a service that is far away. */
export const trackSlowly = (name: string): Promise<void> => track(name, 200);

/** Says that a page is about to schedule. */
export const announce = (name: string): boolean => process.stdout.write(`[lab] announce ${name}\n`);
