import { after } from "next/server";
import type { ReactNode } from "react";
import { track } from "@/lab/map/track";

export default function Layout({ children }: { children: ReactNode }) {
  after(() => track("layout-body"));
  return <>{children}</>;
}
