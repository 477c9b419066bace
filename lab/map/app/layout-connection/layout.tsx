import { after, connection } from "next/server";
import { type ReactNode, Suspense } from "react";
import { track } from "@/lab/map/track";

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <>
      {children}
      <Suspense>
        <View />
      </Suspense>
    </>
  );
}

async function View() {
  await connection();
  after(() => track("layout-connection"));
  return null;
}
