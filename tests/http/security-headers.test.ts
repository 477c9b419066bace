import { expect, test } from "vitest";
import {
  assetHost,
  development,
  securityHeaders,
  type Service,
  vercelToolbar,
} from "@/lib/http/security-headers";

const directives = (...services: Service[]) =>
  securityHeaders(services)
    .find(({ key }) => key === "Content-Security-Policy")
    ?.value.split("; ");

const strictest = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

test("without an entry pages load nothing from elsewhere", () => {
  expect(directives()).toEqual(strictest);
  expect(directives(assetHost(undefined), assetHost("/files"))).toEqual(strictest);
});

test("an entry lets in its hosts, and only for what it names", () => {
  const posthog = ["https://*.posthog.com"];
  expect(directives({ script: posthog, connect: posthog, worker: ["blob:"] })).toEqual(
    strictest.flatMap((directive) => {
      if (directive.startsWith("script-src")) return `${directive} https://*.posthog.com`;
      if (directive.startsWith("connect-src")) {
        return [`${directive} https://*.posthog.com`, "worker-src 'self' blob:"];
      }
      return directive;
    }),
  );
});

test("Vercel's toolbar may be framed and speak to its host, and nobody may frame this site", () => {
  const policy = directives(vercelToolbar);
  expect(policy).toContain("frame-src 'self' https://vercel.live");
  expect(policy).toContain("connect-src 'self' https://vercel.live wss://ws-us3.pusher.com");
  expect(policy).toContain("frame-ancestors 'none'");
});

test("an assetPrefix on another host is where scripts, styles, pictures and fonts come from", () => {
  const policy = directives(assetHost("https://cdn.example/next"), development);
  expect(policy).toContain("script-src 'self' 'unsafe-inline' https://cdn.example 'unsafe-eval'");
  expect(policy).toContain("font-src 'self' https://cdn.example");
  expect(policy).toContain("connect-src 'self'");
});
