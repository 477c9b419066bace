import { after } from "next/server";
import { Suspense } from "react";
import { track } from "@/lab/map/track";

interface Props {
  searchParams: Promise<{ sort?: string }>;
}

export default function Page({ searchParams }: Props) {
  return (
    <Suspense>
      <View searchParams={searchParams} />
    </Suspense>
  );
}

async function View({ searchParams }: Props) {
  const { sort } = await searchParams;
  after(() => track("search-params-suspense"));
  return <p>{sort}</p>;
}
