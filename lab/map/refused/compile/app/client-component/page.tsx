"use client";

import { after } from "next/server";
import { track } from "@/lab/map/track";

export default function Page() {
  after(() => track("client-component"));
  return <p>view</p>;
}
