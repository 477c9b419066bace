import "server-only";
import { isIP } from "node:net";
import { ipAddress } from "@vercel/functions";
import ipaddr from "ipaddr.js";
import { env } from "../env";

/** Stands for every client whose address nobody told. */
export const UNKNOWN_CLIENT = "unknown";

/**
 * The client's address, as the nearest trusted hop saw it, IPv4 as such; undefined where that is no
 * address. Never throws.
 *
 * On Vercel that hop is the platform, which overwrites its header whatever a client sent. Elsewhere
 * it is your reverse proxy, which adds the address that it saw at the end of `x-forwarded-for`, or
 * replaces the header: what stands before the last entry may be the client's own invention. Without
 * a proxy Next fills in the socket's address, but keeps a header that the client sent.
 */
export function addressOf(headers: Headers): string | undefined {
  // As a request: what Next's headers() returns has a property of that name, which is looked at.
  const told = env().onVercel
    ? ipAddress({ headers })
    : headers.get("x-forwarded-for")?.split(",").at(-1);
  const text = withoutPort(told?.trim() ?? "");
  // As IPv4 where it is that, in the spelling of a socket that takes both kinds.
  return isIP(text) ? ipaddr.process(text).toString() : undefined;
}

/**
 * Whom a request counts against: its IPv4 address or its IPv6 network (/64, of which a household or
 * a server may use any address); {@link UNKNOWN_CLIENT} where nobody told. Never throws.
 */
export function clientOf(headers: Headers): string {
  const address = addressOf(headers);
  if (!address) return UNKNOWN_CLIENT;
  if (ipaddr.IPv4.isValid(address)) return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()}/64`;
}

/** Some proxies add the client's port: 192.0.2.1:4711 or [2001:db8::1]:4711. */
function withoutPort(address: string): string {
  return isIP(address) ? address : address.replace(/^\[?(.*?)\]?(?::\d+)?$/, "$1");
}
