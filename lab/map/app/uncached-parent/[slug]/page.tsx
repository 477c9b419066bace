import { after } from "next/server";
import { Suspense } from "react";
import { track } from "@/lab/map/track";

interface Props {
  params: Promise<{ slug: string }>;
}

export default function Page({ params }: Props) {
  return (
    <Suspense>
      <Product params={params} />
    </Suspense>
  );
}

async function Product({ params }: Props) {
  const { slug } = await params;
  after(() => track(`uncached-parent/${slug}`));
  return <Detail slug={slug} />;
}

async function Detail({ slug }: { slug: string }) {
  "use cache";
  return <p>{slug}</p>;
}
