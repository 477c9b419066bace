import { headers } from "next/headers";
import { after, connection } from "next/server";
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
  await connection();
  after(async () => {
    await headers();
    await track("headers-in-callback");
  });
  return <p>view</p>;
}
