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
  const session = (await cookies()).get("session-id")?.value ?? "anonymous";
  after(() => track("cookies-suspense"));
  return <p>{session}</p>;
}
