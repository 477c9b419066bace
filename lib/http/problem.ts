import type { z } from "zod";

/**
 * A refusal as `application/problem+json` (RFC 9457): a title that a person can act on, and for
 * bad fields which and why. Never cached.
 */
export function problem(
  status: number,
  title: string,
  extra: { errors?: { field: string; reason: string }[]; headers?: Record<string, string> } = {},
): Response {
  const { headers, ...details } = extra;
  return Response.json(
    { type: "about:blank", status, title, ...details },
    {
      status,
      headers: {
        ...headers,
        "content-type": "application/problem+json",
        "cache-control": "no-store",
      },
    },
  );
}

/** A 400 that names each field at fault; repeats no value that the client sent. */
export function invalidFields(title: string, error: z.ZodError): Response {
  const errors = error.issues.flatMap((issue) =>
    (issue.code === "unrecognized_keys" ? issue.keys : [""]).map((key) => ({
      field: [...issue.path, key].filter((part) => part !== "").join(".") || "(body)",
      reason: key ? "is not a known field" : issue.message,
    })),
  );
  return problem(400, title, { errors });
}
