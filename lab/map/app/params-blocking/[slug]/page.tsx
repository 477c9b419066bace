import { after } from "next/server";
import { track } from "@/lab/map/track";

export const instant = false;

export default async function Page({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  after(() => track(`params-blocking/${slug}`));
  return <p>{slug}</p>;
}
