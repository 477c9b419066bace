import { notFound } from "next/navigation";
import { sharePicture } from "@/app/lamps/share-picture";
import { getProduct, getProducts } from "@/lib/shop/products";

export { size } from "@/app/lamps/share-picture";
export const contentType = "image/png";
export const alt = "The lamp, lit";

export async function generateStaticParams() {
  return (await getProducts()).map(({ slug }) => ({ slug }));
}

/** Drawn when the site is built; of what is no product there is none. */
export default async function Image({ params }: PageProps<"/products/[slug]">) {
  const product = await getProduct((await params).slug);
  if (!product) notFound();
  return sharePicture(product.slug, product.name, product.tagline);
}
