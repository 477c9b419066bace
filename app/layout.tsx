import "./globals.css";
import type { Metadata, Viewport } from "next";
import Link from "next/link";
import { type ReactNode, Suspense } from "react";
import { BagCount, BagCountSkeleton } from "./bag-count";
import { ConsentSwitch } from "./consent/consent-switch";
import styles from "./layout.module.css";

export const metadata: Metadata = {
  title: { default: "Afterglow: lamps for the evening", template: "%s · Afterglow" },
  description: "Eight lamps, and a demonstration of work that runs once after each response.",
};

export const viewport: Viewport = { colorScheme: "light dark" };

// React's scripts move what is streamed into its place. Without them it is shown at the end, but
// for the bag, which has a place in the header.
const withoutScripts = `
  [hidden][id^="S:"] { display: block; max-width: var(--page); width: 100%; margin-inline: auto; padding-inline: var(--gutter); }
  [hidden][id^="S:"]:has([data-bag]) { position: absolute; inset: 0 0 auto; padding-block: 1.3rem; text-align: end; pointer-events: none; }
  header [data-bag] { visibility: hidden; }
  [aria-busy="true"], :root:has([id^="S:"] article) [data-without-product] { display: none; }
`;

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <noscript>
          <style>{withoutScripts}</style>
        </noscript>
      </head>
      <body>
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
        <footer className={styles.footer}>
          <p>A starter template for Next.js: nothing here is for sale.</p>
          <Suspense>
            <ConsentSwitch />
          </Suspense>
        </footer>
      </body>
    </html>
  );
}
