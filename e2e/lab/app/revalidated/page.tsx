import { cacheTag } from "next/cache";
import { after } from "next/server";
import { track } from "@/app/track";

export default async function Page() {
  after(() => track("revalidated"));
  return <p>{await getPrice()}</p>;
}

async function getPrice() {
  "use cache";
  cacheTag("price");
  return Date.now();
}
