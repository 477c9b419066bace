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
    await track("rejected-callback");
    throw new Error("rejected-callback: on purpose");
  });
  return <p>view</p>;
}
