import { after, connection } from "next/server";
import { track } from "@/lab/map/track";

export default async function Page() {
  await connection();
  after(() => track("connection-bare"));
  return <p>view</p>;
}
