"use client";

import { after } from "next/server";
import { track } from "@/app/track";

export default function Page() {
  after(() => track("client-component"));
  return <p>view</p>;
}
