import { draftMode } from "next/headers";
import { after } from "next/server";
import { track } from "@/lab/map/track";

export default async function Page() {
  const { isEnabled } = await draftMode();
  after(() => track("draft-mode"));
  return <p>{isEnabled ? "draft" : "published"}</p>;
}
