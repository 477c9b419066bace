import "server-only";
import { isIP, isIPv4, isIPv6 } from "node:net";
import { ipAddress } from "@vercel/functions";
import { env } from "../env";

/** Stands for every client whose address nobody told. */
export const UNKNOWN_CLIENT = "unknown";

const IPV6_GROUPS = 8;
/** A household or a server gets a whole /64, and may use any address of it. */
const IPV6_NETWORK_GROUPS = 4;

/**
 * Whom a request counts against: its IPv4 address or its IPv6 network (/64), as the nearest trusted
 * hop saw it; {@link UNKNOWN_CLIENT} where that is no address. Never throws.
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
  return networkOf(withoutPort(told?.trim() ?? ""));
}

/** Some proxies add the client's port: 192.0.2.1:4711 or [2001:db8::1]:4711. */
function withoutPort(address: string): string {
  return isIP(address) ? address : address.replace(/^\[?(.*?)\]?(?::\d+)?$/, "$1");
}

function networkOf(address: string): string {
  // How a socket that takes both kinds names an IPv4 client.
  const mapped = address.replace(/^::ffff:(?=[\d.]+$)/i, "");
  if (isIPv4(mapped)) return mapped;
  if (!isIPv6(address)) return UNKNOWN_CLIENT;
  const [before = [], after = []] = address.split("::").map((part) => part.split(":"));
  const left = before.filter(Boolean);
  const right = after.filter(Boolean);
  const zeros = Array.from({ length: IPV6_GROUPS - left.length - right.length }, () => "0");
  const network = [...left, ...zeros, ...right].slice(0, IPV6_NETWORK_GROUPS);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
