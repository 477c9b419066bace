import { cookies } from "next/headers";
import { after } from "next/server";
import { track } from "@/lab/map/track";

export default async function Page() {
  const session = (await cookies()).get("session-id")?.value ?? "anonymous";
  after(() => track("cookies-bare"));
  return <p>{session}</p>;
}
