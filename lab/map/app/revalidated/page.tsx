import { after } from "next/server";
import { track } from "@/lab/map/track";
import { getPrice } from "../get-price";

export default async function Page() {
  const price = await getPrice("revalidated", 900);
  after(() => track("revalidated"));
  return <p>{price}</p>;
}
