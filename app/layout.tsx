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

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
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
