/**
 * The errors that Next wrote of requests, each with whether it is Next's own: nothing of the app is
 * on its stack. Next leaves its own frames out ("ignore-listed"), and what it built of the app's code
 * is in .next/server.
 */
export function errorsIn(output: readonly string[]): { text: string; isNexts: boolean }[] {
  const errors: string[][] = [];
  let open = false;
  // It writes each at once, and ends it with its digest in braces.
  for (const line of output) {
    if (line.startsWith("⨯ ")) errors.push([]);
    if (/^(⨯|\[\w+\]) /.test(line)) open = line.startsWith("⨯ ");
    if (open) errors.at(-1)?.push(line);
    if (line === "}") open = false;
  }
  return errors.map((lines) => ({
    text: lines.slice(0, 3).join(" "),
    isNexts: !lines.some((line) => /^\s+at .*(\.next\/server|\b(app|lib)\/)/.test(line)),
  }));
}
