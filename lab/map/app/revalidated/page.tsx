import { after } from "next/server";
import { track } from "@/e2e/lab/track";
import { getPrice } from "../get-price";

export default async function Page() {
  const price = await getPrice("revalidated", 900);
  after(() => track("revalidated"));
  return <p>{price}</p>;
}
