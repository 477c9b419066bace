"use server";

import { cookies } from "next/headers";
import { after } from "next/server";
import { track } from "@/lab/map/track";

export async function save(): Promise<void> {
  after(() => track("action-cookie"));
  (await cookies()).set("saved", "yes");
}
