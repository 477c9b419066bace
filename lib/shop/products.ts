import "server-only";
import { cacheLife, cacheTag } from "next/cache";

export interface Product {
  slug: string;
  name: string;
  tagline: string;
  description: string;
  /** In euro cents. */
  price: number;
  material: string;
  size: string;
  light: string;
}

/** How long the catalogue is cached, and the tag that makes one product's parts of it new. */
export const productCache = {
  life: "days",
  tag: (slug: string) => `product:${slug}`,
} as const;

const products: readonly Product[] = [
  {
    slug: "ember",
    name: "Ember",
    tagline: "A table lamp for the last hour of the day",
    description:
      "A mouth-blown amber dome on a turned brass foot. The glass holds the light back and lets it go slowly, like coals that somebody forgot to put out.",
    price: 24_900,
    material: "Amber glass, brass",
    size: "31 cm high",
    light: "2,200 K, dims to 5 %",
  },
  {
    slug: "halo",
    name: "Halo",
    tagline: "A ring of light over a round table",
    description:
      "One thin ring on three wires, lit on the inside only. It lights the table and the hands on it, and leaves the faces to the candles.",
    price: 38_900,
    material: "Anodised aluminium",
    size: "70 cm across",
    light: "2,700 K, dims to 1 %",
  },
  {
    slug: "drift",
    name: "Drift",
    tagline: "A paper lantern that never hangs still",
    description:
      "Washi over bamboo hoops, light enough to turn when a door opens. Folds flat when you move.",
    price: 12_900,
    material: "Washi paper, bamboo",
    size: "52 cm high",
    light: "2,700 K",
  },
  {
    slug: "heron",
    name: "Heron",
    tagline: "A floor lamp that reaches over the sofa",
    description:
      "A long steel neck, balanced on a disc of granite. Push it with one finger and it stays where you leave it.",
    price: 45_900,
    material: "Steel, granite",
    size: "188 cm high",
    light: "2,700 K, dims to 5 %",
  },
  {
    slug: "pebble",
    name: "Pebble",
    tagline: "A light to carry from room to room",
    description:
      "River-stone porcelain with a battery in it. Turn it over to switch it on; it goes out by itself after an hour.",
    price: 8_900,
    material: "Porcelain",
    size: "11 cm high",
    light: "2,200 K, 18 hours",
  },
  {
    slug: "lintel",
    name: "Lintel",
    tagline: "A bar of light for above a picture",
    description:
      "Oak on the outside, light on the underside. It washes a wall evenly from two hand-widths away.",
    price: 19_900,
    material: "Oak, aluminium",
    size: "60 cm wide",
    light: "3,000 K, CRI 97",
  },
  {
    slug: "tally",
    name: "Tally",
    tagline: "A desk lamp that counts its hours",
    description:
      "Two arms, three joints, no springs to sing. A dial on the foot shows how long you have been at it.",
    price: 27_900,
    material: "Powder-coated steel",
    size: "44 cm reach",
    light: "3,500 K, dims to 10 %",
  },
  {
    slug: "dusk",
    name: "Dusk",
    tagline: "A dome that brings the evening forward",
    description:
      "Spun copper, deep blue outside and bare inside, so that the light it throws down is warmer than the lamp that makes it.",
    price: 32_900,
    material: "Spun copper, enamel",
    size: "46 cm across",
    light: "2,400 K, dims to 5 %",
  },
];

/** Every product, in the catalogue's order. Stands for your database. */
export async function getProducts(): Promise<readonly Product[]> {
  "use cache";
  cacheLife(productCache.life);
  // Tagged with each product it holds, so that one product's change refreshes the list.
  cacheTag(...products.map(({ slug }) => productCache.tag(slug)));
  return products;
}

/** One product, or undefined. Any string may be asked for. */
export async function getProduct(slug: string): Promise<Product | undefined> {
  "use cache";
  cacheLife(productCache.life);
  cacheTag(productCache.tag(slug.slice(0, 64)));
  return products.find((product) => product.slug === slug);
}

const euros = new Intl.NumberFormat("en", { style: "currency", currency: "EUR" });

/** "€249.00" from cents. */
export const formatPrice = (cents: number): string => euros.format(cents / 100);
