import { cacheTag } from "next/cache";
import { after } from "next/server";
import { track } from "@/e2e/lab/track";

const trackNow = () => track("revalidated-clock", Date.now());

export default async function Page() {
  after(trackNow);
  return <p>{await getPrice()}</p>;
}

async function getPrice() {
  "use cache";
  cacheTag("revalidated-clock");
  return 42;
}
