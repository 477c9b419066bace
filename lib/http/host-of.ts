/**
 * The host that the browser asked for, with its port, or undefined where no header names one. Each
 * proxy may add an entry to `X-Forwarded-Host`: the first is that of the proxy that faces the browser.
 */
export function hostOf(headers: Headers): string | undefined {
  const first = (name: string) => headers.get(name)?.split(",")[0]?.trim() || undefined;
  return first("x-forwarded-host") ?? first("host");
}
