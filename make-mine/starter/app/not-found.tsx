import type { Metadata } from "next";
import Link from "next/link";
import { PageHeading } from "./page-heading";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <>
      <PageHeading>There is nothing here</PageHeading>
      <p>
        It may have been renamed, or it never was. <Link href="/">See all articles</Link>
      </p>
    </>
  );
}
