import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { problem } from "./problem";

/**
 * The refusal (401) of a request that does not carry `secret` as a bearer token; undefined where it
 * does. Compares digests, so that the time it takes tells neither the secret nor its length.
 */
export function refusalWithoutBearer(headers: Headers, secret: string): Response | undefined {
  const token = /^bearer (.*)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? "";
  if (timingSafeEqual(digest(token), digest(secret))) return undefined;
  return problem(401, "Send the secret as a bearer token", {
    headers: { "www-authenticate": "Bearer" },
  });
}

const digest = (text: string) => createHash("sha256").update(text).digest();
