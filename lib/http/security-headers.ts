const kinds = ["script", "style", "img", "font", "connect", "frame", "worker"] as const;

/** The hosts of one service, by what a page takes from them: https://developer.mozilla.org/docs/Web/HTTP/CSP */
export type Service = Partial<Record<(typeof kinds)[number], readonly string[]>>;

/**
 * What pages may use beside this site: one entry a service. posthog-js from PostHog's own host is
 * { script: ["https://*.posthog.com"], connect: ["https://*.posthog.com"] }
 */
export const allowed: readonly Service[] = [];

/** https://vercel.com/docs/vercel-toolbar/managing-toolbar#using-a-content-security-policy */
export const vercelToolbar: Service = {
  script: ["https://vercel.live"],
  connect: ["https://vercel.live", "wss://ws-us3.pusher.com"],
  img: ["https://vercel.live", "https://vercel.com", "blob:"],
  style: ["https://vercel.live"],
  font: ["https://vercel.live", "https://assets.vercel.com"],
  frame: ["https://vercel.live"],
};

// A prerendered shell is the same for every visitor, so it cannot carry a nonce: Next's inline
// scripts need 'unsafe-inline'.
const own: Service = {
  script: ["'self'", "'unsafe-inline'"],
  style: ["'self'", "'unsafe-inline'"],
  img: ["'self'", "data:"],
  connect: ["'self'"],
};

/** React's development build needs it. */
export const development: Service = { script: ["'unsafe-eval'"] };

/** Where the build's files are, if `assetPrefix` of next.config.ts names another host. */
export function assetHost(assetPrefix: string | undefined): Service {
  const url = URL.parse(assetPrefix ?? "");
  if (!url) return {};
  const host = [url.origin];
  return { script: host, style: host, img: host, font: host };
}

/** The headers of each response: what a page may load, and from where. */
export const securityHeaders = (services: readonly Service[] = allowed) => [
  { key: "Content-Security-Policy", value: policyFor(services) },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
];

function policyFor(services: readonly Service[]): string {
  const directives = kinds.flatMap((kind) => {
    const hosts = services.flatMap((service) => service[kind] ?? []);
    // Without one of its own, default-src holds.
    if (hosts.length === 0 && !own[kind]) return [];
    return `${kind}-src ${[...new Set([...(own[kind] ?? ["'self'"]), ...hosts])].join(" ")}`;
  });
  return [
    "default-src 'self'",
    ...directives,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
