import type { MetadataRoute } from "next";
import { getProducts } from "@/lib/shop/products";
import { absoluteUrl } from "./site-url";

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const products = (await getProducts()).map(({ slug }) => `/products/${slug}` as const);
  return (["/", "/after", ...products] as const).map((path) => ({ url: absoluteUrl(path) }));
}
