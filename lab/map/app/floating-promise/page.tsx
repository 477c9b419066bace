import { after, connection } from "next/server";
import { Suspense } from "react";
import { trackSlowly } from "@/lab/map/track";

export default function Page() {
  return (
    <Suspense>
      <View />
    </Suspense>
  );
}

async function View() {
  await connection();
  after(() => {
    void trackSlowly("floating-promise");
  });
  return <p>view</p>;
}
