import { after, connection } from "next/server";
import { Suspense } from "react";
import { track } from "@/lab/map/track";

interface Props {
  params: Promise<{ slug: string }>;
}

export const generateStaticParams = () => [{ slug: "known" }];

export default function Page({ params }: Props) {
  return (
    <Suspense>
      <Product params={params} />
    </Suspense>
  );
}

async function Product({ params }: Props) {
  await connection();
  const { slug } = await params;
  after(() => track(`static-params-connection/${slug}`));
  return <p>{slug}</p>;
}
