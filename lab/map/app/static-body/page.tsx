import { after } from "next/server";
import { track } from "@/e2e/lab/track";

export default function Page() {
  after(() => track("static-body"));
  return <p>static</p>;
}
