import { after, connection } from "next/server";
import { Suspense } from "react";
import { track } from "@/lab/map/track";

interface Props {
  params: Promise<{ way: string }>;
}

export default function Page({ params }: Props) {
  return (
    <Suspense>
      <View params={params} />
    </Suspense>
  );
}

async function View({ params }: Props) {
  await connection();
  const { way } = await params;
  after(() => track(`proxied/page/${way}`));
  return <p>view</p>;
}
