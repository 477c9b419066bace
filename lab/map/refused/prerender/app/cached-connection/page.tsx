"use cache";

import { after, connection } from "next/server";
import { track } from "@/lab/map/track";

export default async function Page() {
  await connection();
  after(() => track("cached-connection"));
  return <p>view</p>;
}
