"use server";

import { revalidatePath } from "next/cache";
import { after } from "next/server";
import { track } from "@/lab/map/track";

export async function save(): Promise<void> {
  after(() => track("action-revalidate"));
  revalidatePath("/action-revalidate");
}
