import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { refuse } from "./headers.ts";

const COOKIE = "_vercel_jwt";

/**
 * A deployment's protection, as the platform has it: without its cookie a request is answered 401;
 * the bypass secret in a header is let in, and given the cookie where it asks for that. Answers
 * true where the request was refused or redirected, and so is over.
 */
export function protection(secret: string) {
  const session = randomUUID();
  return ({ headers, url }: IncomingMessage, response: ServerResponse): boolean => {
    if (headers["x-vercel-protection-bypass"] === secret) {
      if (!headers["x-vercel-set-bypass-cookie"]) return false;
      response.setHeader("set-cookie", `${COOKIE}=${session}; Path=/; HttpOnly; SameSite=Lax`);
      response.writeHead(307, { location: url }).end();
      return true;
    }
    const cookies = (headers.cookie ?? "").split(/;\s*/);
    if (cookies.includes(`${COOKIE}=${session}`)) return false;
    refuse(response, 401, "Authentication Required");
    return true;
  };
}
