import { cookies } from "next/headers";
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
  return <p>{await getBag()}</p>;
}

async function getBag() {
  "use cache: private";
  after(() => track("private-cache"));
  return (await cookies()).get("bag")?.value ?? "empty";
}
