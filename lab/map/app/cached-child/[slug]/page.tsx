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
  return <Detail slug={(await params).slug} />;
}

async function Detail({ slug }: { slug: string }) {
  "use cache";
  after(() => track(`cached-child/${slug}`));
  return <p>{slug}</p>;
}
