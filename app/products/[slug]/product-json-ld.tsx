import { absoluteUrl } from "@/app/site-url";
import type { Product } from "@/lib/shop/products";

/** What search engines are told of a product: https://schema.org/Product */
export function ProductJsonLd({ product }: { product: Product }) {
  const url = absoluteUrl(`/products/${product.slug}`);
  const data = {
    "@context": "https://schema.org",
    "@type": "Product",
    name: product.name,
    description: product.description,
    material: product.material,
    sku: product.slug,
    url,
    image: absoluteUrl(`/products/${product.slug}/share.png`),
    brand: { "@type": "Brand", name: "Afterglow" },
    offers: {
      "@type": "Offer",
      url,
      price: (product.price / 100).toFixed(2),
      priceCurrency: "EUR",
      availability: "https://schema.org/InStock",
    },
  };
  // Whatever a text holds, it cannot end the script.
  const json = JSON.stringify(data).replaceAll("<", String.raw`\u003c`);
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
