import "./globals.css";
import type { Metadata, Viewport } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

export const metadata: Metadata = {
  title: { default: "MY-SITE", template: "%s · MY-SITE" },
  description: "A site that counts each view once, after its response.",
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <header>
          <Link href="/">MY-SITE</Link>
        </header>
        <main>{children}</main>
        <footer>
          <Link href="/subscribe">Subscribe</Link>
          <Link href="/privacy">Privacy</Link>
        </footer>
      </body>
    </html>
  );
}
