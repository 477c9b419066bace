import type { MetadataRoute } from "next";
import { sitePath } from "@/lib/http/site-path";
import { absoluteUrl } from "./site-url";

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: sitePath("/"),
      disallow: [sitePath("/api/"), sitePath("/bag"), sitePath("/orders/")],
    },
    sitemap: absoluteUrl("/sitemap.xml"),
  };
}
