"use client";

import type { Route } from "next";
import Link from "next/link";
import { useSearchParams } from "next/navigation";

export function LinkInQuestion() {
  const query = useSearchParams();
  return (
    <Link href={query.get("to") as Route} prefetch={query.has("prefetch") ? true : null}>
      there
    </Link>
  );
}
