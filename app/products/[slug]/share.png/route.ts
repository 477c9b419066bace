import { notFound } from "next/navigation";
import { sharePicture } from "@/app/lamps/share-picture";
import { getProduct, getProducts } from "@/lib/shop/products";

export async function generateStaticParams() {
  return (await getProducts()).map(({ slug }) => ({ slug }));
}

/** Drawn when the site is built; of what is no product there is none. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/products/[slug]/share.png">,
): Promise<Response> {
  const product = await getProduct((await params).slug);
  if (!product) notFound();
  return sharePicture(product.slug, product.name, product.tagline);
}
