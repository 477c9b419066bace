import { after, connection } from "next/server";
import { type ReactNode, Suspense } from "react";
import { track } from "@/lab/map/track";

export default function Page() {
  return (
    <Suspense>
      <View />
    </Suspense>
  );
}

async function View(): Promise<ReactNode> {
  await connection();
  after(() => track("thrown-error"));
  throw new Error("thrown-error: on purpose");
}
