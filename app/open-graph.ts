import type { Metadata } from "next";
import { type Path, sitePath } from "@/lib/http/site-path";

/** Of the pictures that app/lamps/share-picture.tsx draws, in pixels. */
export const size = { width: 1200, height: 630 };

/**
 * What a page is where somebody shares it. Routes, and no files called opengraph-image: of those
 * `vercel build` warns that it cannot find their source.
 */
export const openGraph = (picture: Path, alt: string): Metadata["openGraph"] => ({
  type: "website",
  siteName: "Afterglow",
  images: [{ url: sitePath(picture), alt, type: "image/png", ...size }],
});
