import { after } from "next/server";
import { Suspense } from "react";

interface Props {
  params: Promise<{ slug: string }>;
}

export default function Page({ params }: Props) {
  return (
    <Suspense>
      <View params={params} />
    </Suspense>
  );
}

async function View({ params }: Props) {
  const { slug } = await params;
  after(() => console.log("after params"));
  return <p>{slug}</p>;
}
