"use server";

import { refresh } from "next/cache";
import { track } from "@/lab/map/track";
import { afterResponse } from "@/lib/after-response";

export async function save(): Promise<void> {
  await afterResponse("saved", () => track("door-action"));
  refresh();
}
