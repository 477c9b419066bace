"use client";

type Props = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: Props) {
  return (
    <div role="alert">
      <h1>Something failed on our side</h1>
      {error.digest && (
        <p>
          The server&rsquo;s log has it as <code>{error.digest}</code>.
        </p>
      )}
      <button type="button" onClick={() => retry()}>
        Try again
      </button>
    </div>
  );
}
