/**
 * The errors that Next wrote of requests, each with whether it is Next's own: nothing of the app is
 * on its stack. Next leaves its own frames out ("ignore-listed"), and what it built of the app's code
 * is in .next/server.
 */
export function errorsIn(output: readonly string[]): { text: string; isNexts: boolean }[] {
  const errors: string[][] = [];
  let open = false;
  // It writes each at once: what it is, in one line or more, and then its frames, indented.
  for (const line of output) {
    const framed = errors.at(-1)?.some((own) => /^\s+at /.test(own));
    if (/^(⨯ )?\w*Error( \[\w+\])?: /.test(line)) {
      errors.push([line]);
      open = true;
    } else if (framed && !/^\s/.test(line)) open = false;
    else if (open) errors.at(-1)?.push(line);
  }
  // What ended a request has a mark on `next start`, and where a host calls the handler a digest.
  const ended = errors.filter((lines) => lines.some((line) => /^(⨯ |\s+digest: )/.test(line)));
  return ended.map((lines) => ({
    text: lines.slice(0, 3).join(" "),
    isNexts: !lines.some((line) => /^\s+at .*(\.next\/server|\b(app|lib)\/)/.test(line)),
  }));
}
