import { after } from "next/server";
import { getPrice } from "../get-price";

export default async function Page() {
  const price = await getPrice("after-data");
  after(() => console.log("ran: after-data"));
  return <p id="price">{price}</p>;
}
