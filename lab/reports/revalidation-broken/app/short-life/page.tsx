import { after } from "next/server";
import { getPrice } from "../get-price";

export default async function Page() {
  const price = await getPrice("short-life", 1);
  after(() => console.log("ran: short-life"));
  return <p id="price">{price}</p>;
}
