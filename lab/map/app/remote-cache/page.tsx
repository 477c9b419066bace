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
  return <p>{await getPrice()}</p>;
}

async function getPrice() {
  "use cache: remote";
  after(() => track("remote-cache"));
  return 42;
}
