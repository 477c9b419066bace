import type { Metadata } from "next";
import { after, connection } from "next/server";
import { Suspense } from "react";
import { track } from "@/lab/map/track";

export async function generateMetadata(): Promise<Metadata> {
  await connection();
  after(() => track("metadata-connection"));
  return { title: "view" };
}

export default function Page() {
  return (
    <Suspense>
      <View />
    </Suspense>
  );
}

async function View() {
  await connection();
  return <p>view</p>;
}
