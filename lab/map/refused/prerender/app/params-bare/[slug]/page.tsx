import { after } from "next/server";
import { track } from "@/lab/map/track";

export default async function Page({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  after(() => track("params-bare"));
  return <p>{slug}</p>;
}
