import "./globals.css";
import type { Metadata, Viewport } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

export const metadata: Metadata = {
  title: { default: "__NAME__", template: "%s · __NAME__" },
  description: "A site that counts each view once, after its response.",
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <header>
          <Link href="/">__NAME__</Link>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}
