import { after } from "next/server";
import { track } from "@/lab/map/track";

export default function Page() {
  after(() => track("static-body"));
  return <p>static</p>;
}
