"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { after } from "next/server";
import { track } from "@/lab/map/track";

export async function save(): Promise<void> {
  after(() => track("action-redirect"));
  redirect("/action-redirect?saved" as Route);
}
