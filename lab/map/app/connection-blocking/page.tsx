import { after, connection } from "next/server";
import { track } from "@/lab/map/track";

export const instant = false;

export default async function Page() {
  await connection();
  after(() => track("connection-blocking"));
  return <p>view</p>;
}
