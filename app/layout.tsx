import "./globals.css";
import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import Link from "next/link";
import { type ReactNode, Suspense } from "react";
import { sitePath } from "@/lib/http/site-path";
import { BagCount, BagCountSkeleton } from "./bag-count";
import { ConsentSwitch } from "./consent/consent-switch";
import styles from "./layout.module.css";
import { Gradients } from "./lamps/light";
import { openGraph } from "./open-graph";
import { siteUrl } from "./site-url";
import { Legend } from "./teaching/legend";
import { deployUrl, readmeUrl, sourceUrl } from "./teaching/source";

const newsreader = localFont({
  src: [
    { path: "./fonts/newsreader-latin-500-normal.woff2", weight: "500", style: "normal" },
    { path: "./fonts/newsreader-latin-400-italic.woff2", weight: "400", style: "italic" },
  ],
  variable: "--newsreader",
  adjustFontFallback: "Times New Roman",
  // Nothing moves when it comes late: then it is for the next page.
  display: "optional",
});

export const metadata: Metadata = {
  metadataBase: siteUrl,
  title: { default: "Afterglow: lamps for the evening", template: "%s · Afterglow" },
  description: "Eight lamps, and a demonstration of work that runs once after each response.",
  manifest: sitePath("/manifest.webmanifest"),
  openGraph: openGraph("/share.png", "A lamp that lights the floor under it"),
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={newsreader.variable}>
      <body>
        <svg className={styles.gradients} aria-hidden="true">
          <Gradients />
        </svg>
        <a className={styles.skip} href="#main">
          Skip to content
        </a>
        <header className={styles.header}>
          <Link className={styles.brand} href="/">
            Afterglow
          </Link>
          <label className={styles.switch}>
            <input type="checkbox" id="labels" defaultChecked /> Labels
          </label>
          <Suspense fallback={<BagCountSkeleton />}>
            <BagCount />
          </Suspense>
        </header>
        <main id="main" className={styles.main}>
          {children}
        </main>
        <Legend />
        <footer className={styles.footer}>
          <p>A starter template for Next.js: nothing here is for sale.</p>
          <nav aria-label="About this template">
            <Link href="/after" prefetch={false}>
              What after() does
            </Link>{" "}
            <a href={sourceUrl}>Source</a> <a href={readmeUrl}>Read me</a>{" "}
            <a href={deployUrl}>Deploy your own</a>
          </nav>
          <Suspense>
            <ConsentSwitch />
          </Suspense>
        </footer>
      </body>
    </html>
  );
}
