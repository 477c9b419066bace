import type { MetadataRoute } from "next";
import { sitePath } from "@/lib/http/site-path";

const manifest: MetadataRoute.Manifest = {
  name: "Afterglow: lamps for the evening",
  short_name: "Afterglow",
  start_url: sitePath("/"),
  display: "browser",
  background_color: "#faf6ef",
  theme_color: "#faf6ef",
  icons: [
    { src: sitePath("/icon.svg"), sizes: "any", type: "image/svg+xml" },
    { src: sitePath("/apple-icon.png"), sizes: "180x180", type: "image/png" },
  ],
};

/** A route, and no manifest.ts: of that `vercel build` warns that it cannot find its source. */
export const GET = () =>
  Response.json(manifest, { headers: { "content-type": "application/manifest+json" } });
