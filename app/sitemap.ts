import type { MetadataRoute } from "next";
import { getProducts } from "@/lib/shop/products";
import { siteUrl } from "./site-url";

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const paths = (await getProducts()).map(({ slug }) => `/products/${slug}`);
  return ["/", "/after", ...paths].map((path) => ({ url: new URL(path, siteUrl).href }));
}
