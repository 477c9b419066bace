import type { Message } from "./message.ts";
import type { Answer } from "./wire.ts";

/**
 * Whether Next itself is known to answer 500 to this, before any code of the app's runs: an address
 * that cannot be read, and a method that the Fetch standard forbids. The app cannot mend it, and it
 * still must schedule nothing and tell nothing.
 */
export function isNextsOwn500({ method, target }: Message): boolean {
  if (method === "TRACE" || target === "*" || target === "/_global-error") return true;
  const path = URL.parse(target, "http://localhost")?.pathname;
  return path === undefined || (/^\/(products|api\/receipts)\//.test(path) && !isDecodable(path));
}

/** Next reads what is posted to a Server Action: what it answers 500 to, its log has to explain. */
export function isAction({ method, headers = [] }: Message): boolean {
  const has = (name: string, start = "") =>
    headers.some(([own, value]) => own.toLowerCase() === name && value.startsWith(start));
  return method === "POST" && (has("next-action") || has("content-type", "multipart/form-data"));
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether the app took the message. Next runs a Server Action whatever page it is posted to, and
 * then answers with that page: a 404 where there is none.
 */
export const isAccepted = ({ headers = [] }: Message, { status }: Answer): boolean =>
  status < 400 || (status === 404 && headers.some(([name]) => name === "next-action"));
