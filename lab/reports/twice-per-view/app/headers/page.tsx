import { headers } from "next/headers";
import { after } from "next/server";
import { Suspense } from "react";

export default function Page() {
  return (
    <Suspense>
      <View />
    </Suspense>
  );
}

async function View() {
  const userAgent = (await headers()).get("user-agent") ?? "unknown";
  after(() => console.log("after headers()"));
  return <p>{userAgent}</p>;
}
