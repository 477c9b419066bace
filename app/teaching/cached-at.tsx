/** Inside "use cache": when this part was made, as "12:01:03" in UTC, the same for everybody. */
export function CachedAt() {
  const at = now();
  return <time dateTime={at}>{at.slice(11, 19)}</time>;
}

const now = () => new Date().toISOString();
