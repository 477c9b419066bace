import { after } from "next/server";
import { getPrice } from "../get-price";

export default async function Page() {
  after(() => console.log("ran: before-data"));
  return <p id="price">{await getPrice("before-data")}</p>;
}
