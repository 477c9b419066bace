import { after, connection } from "next/server";
import { Suspense } from "react";

export default function Page() {
  return (
    <Suspense>
      <View />
    </Suspense>
  );
}

async function View() {
  await connection();
  after(() => console.log("after connection()"));
  return <p>view</p>;
}
