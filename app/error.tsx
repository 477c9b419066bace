"use client";

import Link from "next/link";
import styles from "./notice.module.css";

type Props = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: Props) {
  return (
    <section className={styles.notice} role="alert">
      <h1>The lights went out</h1>
      <p>
        Something failed on our side.
        {error.digest && (
          <>
            {" "}
            The server&rsquo;s log has it as <code>{error.digest}</code>.
          </>
        )}
      </p>
      <p>
        <button type="button" onClick={() => retry()}>
          Try again
        </button>{" "}
        or <Link href="/">see all lamps</Link>.
      </p>
    </section>
  );
}
