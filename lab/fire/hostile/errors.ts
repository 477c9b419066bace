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
    if (/^(⨯ |The function failed: )?\w*Error( \[\w+\])?: /.test(line)) {
      errors.push([line]);
      open = true;
    } else if (framed && !/^\s/.test(line)) open = false;
    else if (open) errors.at(-1)?.push(line);
  }
  // What ended a request has a mark on `next start`, and where a host calls the handler a digest. What
  // the handler threw there only the host tells; of that, a frame in the build may be Next's, too.
  const ended = errors.filter(
    (lines) =>
      lines.some((line) => /^(⨯ |\s+digest: )/.test(line)) ||
      (lines[0]?.startsWith("The function failed: ") &&
        !lines.some((line) => isBuilt(line) || isHosts(line))),
  );
  return ended.map((lines) => ({
    text: lines.slice(0, 3).join(" "),
    isNexts: !lines.some(isBuilt),
  }));
}

const isBuilt = (line: string) => /^\s+at .*(\.next\/server|\b(app|lib)\/)/.test(line);
const isHosts = (line: string) => /^\s+at .*\be2e\/hosts\//.test(line);
