import type { Metadata } from "next";
import { after } from "next/server";
import { track } from "@/lab/map/track";

export function generateMetadata(): Metadata {
  after(() => track("metadata-body"));
  return { title: "static" };
}

export default function Page() {
  return <p>static</p>;
}
