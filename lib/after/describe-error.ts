const MAX_LENGTH = 500;

/** What was thrown, in at most 500 characters. Never throws: a task's last line depends on it. */
export function describeError(thrown: unknown): string {
  try {
    if (!(thrown instanceof Error)) return String(thrown).slice(0, MAX_LENGTH);
    const { name, message, cause } = thrown;
    const why = cause instanceof Error ? ` (${cause.name}: ${cause.message})` : "";
    return `${name}: ${message}${why}`.slice(0, MAX_LENGTH);
  } catch {
    return "something that cannot be described";
  }
}
