"use server";

import { refresh } from "next/cache";

/** A Server Action that has the page rendered again, and does nothing else. */
export async function refreshPage(): Promise<void> {
  refresh();
}
