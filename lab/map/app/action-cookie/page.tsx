import { after, connection } from "next/server";
import { Suspense } from "react";
import { track } from "@/lab/map/track";
import { save } from "./actions";

export default function Page() {
  return (
    <form action={save}>
      <button>Save</button>
      <Suspense>
        <View />
      </Suspense>
    </form>
  );
}

async function View() {
  await connection();
  after(() => track("action-cookie/page"));
  return <p>view</p>;
}
