import { after } from "next/server";
import { track } from "@/app/track";

export default function Page() {
  after(() => track("static-body"));
  return <p>static</p>;
}
