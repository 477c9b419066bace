"use server";

import { after } from "next/server";
import { track } from "@/app/track";

export async function save(): Promise<void> {
  after(() => track("action-plain"));
}
