"use server";

import { after } from "next/server";
import { track } from "@/e2e/lab/track";

export async function save(): Promise<void> {
  after(() => track("action-plain"));
}
