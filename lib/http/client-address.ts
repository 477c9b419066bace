import "server-only";
import { isIP } from "node:net";
import { ipAddress } from "@vercel/functions";
import ipaddr from "ipaddr.js";
import { env } from "../env";

/** Stands for every client whose address nobody told. */
export const UNKNOWN_CLIENT = "unknown";

/**
 * Whom a request counts against: its IPv4 address or its IPv6 network (/64, of which a household or
 * a server may use any address), as the nearest trusted hop saw it; {@link UNKNOWN_CLIENT} where
 * that is no address. Never throws.
 *
 * On Vercel that hop is the platform, which overwrites its header whatever a client sent. Elsewhere
 * it is your reverse proxy, which adds the address that it saw at the end of `x-forwarded-for`, or
 * replaces the header: what stands before the last entry may be the client's own invention. Without
 * a proxy Next fills in the socket's address, but keeps a header that the client sent.
 */
export function clientOf(headers: Headers): string {
  const told = env().onVercel
    ? ipAddress(headers)
    : headers.get("x-forwarded-for")?.split(",").at(-1);
  const text = withoutPort(told?.trim() ?? "");
  if (!isIP(text)) return UNKNOWN_CLIENT;
  // As IPv4 where it is that, in the spelling of a socket that takes both kinds.
  const address = ipaddr.process(text);
  if (address.kind() === "ipv4") return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString()}/64`;
}

/** Some proxies add the client's port: 192.0.2.1:4711 or [2001:db8::1]:4711. */
function withoutPort(address: string): string {
  return isIP(address) ? address : address.replace(/^\[?(.*?)\]?(?::\d+)?$/, "$1");
}
