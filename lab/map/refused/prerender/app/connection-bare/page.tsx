import { after, connection } from "next/server";
import { track } from "@/e2e/lab/track";

export default async function Page() {
  await connection();
  after(() => track("connection-bare"));
  return <p>view</p>;
}
