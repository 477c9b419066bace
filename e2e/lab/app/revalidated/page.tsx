import { cacheTag } from "next/cache";
import { after } from "next/server";
import { track } from "@/e2e/lab/track";

export default async function Page() {
  after(() => track("revalidated"));
  return <p>{await getPrice()}</p>;
}

async function getPrice() {
  "use cache";
  cacheTag("revalidated");
  return 42;
}
