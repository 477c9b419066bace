"use cache";

import { after, connection } from "next/server";
import { track } from "@/e2e/lab/track";

export default async function Page() {
  await connection();
  after(() => track("cached-connection"));
  return <p>view</p>;
}
