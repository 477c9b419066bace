import { after, connection } from "next/server";
import { track } from "@/app/track";

export default async function Page() {
  await connection();
  after(() => track("connection-bare"));
  return <p>view</p>;
}
