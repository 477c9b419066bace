"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";

interface Props {
  slug: string;
  className: string | undefined;
  children: ReactNode;
}

/**
 * Links to a lamp. Whoever points at it gets its page ahead, but for what each view needs, so that
 * the picture moves to its place there on the first visit too. A link that is merely seen loads only
 * what all of them share. Neither is a view.
 */
export function LampLink({ slug, ...rest }: Props) {
  const [isMeant, setIsMeant] = useState(false);
  const mean = () => setIsMeant(true);
  return (
    <Link
      {...rest}
      href={`/products/${slug}`}
      prefetch={isMeant || "auto"}
      onPointerEnter={mean}
      onFocus={mean}
    />
  );
}
