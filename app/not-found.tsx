import type { Metadata } from "next";
import Link from "next/link";
import styles from "./notice.module.css";
import { PageHeading } from "./page-heading";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <section className={styles.notice}>
      <PageHeading>There is no such lamp</PageHeading>
      <p>It may have been renamed, or it never was. Nothing was counted for this visit.</p>
      <p>
        <Link href="/">See all lamps</Link>
      </p>
    </section>
  );
}
