import { getPrice } from "../get-price";

export default async function Page() {
  return <p id="price">{await getPrice("short-life-no-after", 1)}</p>;
}
