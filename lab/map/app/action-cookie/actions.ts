"use server";

import { cookies } from "next/headers";
import { after } from "next/server";
import { track } from "@/e2e/lab/track";

export async function save(): Promise<void> {
  after(() => track("action-cookie"));
  (await cookies()).set("saved", "yes");
}
