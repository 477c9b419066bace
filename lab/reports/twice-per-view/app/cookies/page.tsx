import { cookies } from "next/headers";
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
  const session = (await cookies()).get("session-id")?.value ?? "anonymous";
  after(() => console.log("after cookies()"));
  return <p>{session}</p>;
}
