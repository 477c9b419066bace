import { after } from "next/server";
import { track } from "@/lab/map/track";
import { getPrice } from "../get-price";

export default async function Page() {
  const price = await getPrice("short-life", 1);
  after(() => track("short-life"));
  return <p>{price}</p>;
}
