import { headers } from "next/headers";
import { after } from "next/server";
import { Suspense } from "react";
import { track } from "@/lab/map/track";

export default function Page() {
  return (
    <Suspense>
      <View />
    </Suspense>
  );
}

async function View() {
  const userAgent = (await headers()).get("user-agent");
  after(() => track("headers-suspense"));
  return <p>{userAgent}</p>;
}
