import type { BrowserContext } from "@playwright/test";
import { expect, test } from "../fixtures";
import { sitePath } from "../../lib/http/site-path";
import { site } from "../site";

const [counted] = site.counted;

interface Visit {
  url: string;
  method: "GET" | "POST";
  userAgent: string | undefined;
  context: BrowserContext;
  /** The visitor leaves once this has come: the connection is closed in the middle of the answer. */
  leaveAt?: string;
}

/** Asks for a page or route and reads its answer, all of it or its beginning. Returns the request's id. */
async function visit({ url, method, userAgent, context, leaveAt }: Visit): Promise<string> {
  const cookies = await context.cookies(url);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const leaving = new AbortController();
  const response = await fetch(url, {
    method,
    signal: leaving.signal,
    headers: { "user-agent": userAgent ?? "", ...(cookie && { cookie }) },
  });
  expect(response.status).toBe(200);
  let text = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (leaveAt && text.includes(leaveAt)) break;
  }
  if (leaveAt) expect(text, "what came before the visitor left").toContain(leaveAt);
  leaving.abort();
  return String(response.headers.get("x-request-id"));
}

const ways = {
  page: { method: "GET", tasks: ["early", "nested", "late"] },
  route: { method: "POST", tasks: ["early", "late"] },
} as const;

for (const [kind, { method, tasks }] of Object.entries(ways)) {
  for (const until of ["left", "sent"]) {
    test(
      `what a ${kind} schedules runs once, before and after its visitor ${until === "left" ? "has left" : "has all of it"}`,
      { tag: ["@fixture-routes", "@standalone"] },
      async ({ host, context, userAgent, proof }) => {
        const query = new URLSearchParams({ until, event: JSON.stringify(counted.event) });
        const id = await visit({
          url: `${host.url}${sitePath(`/fixture/left-early/${kind}`)}?${query.toString()}`,
          method,
          userAgent,
          context,
          ...(until === "left" && { leaveAt: "early is scheduled" }),
        });
        await proof.ranOnce(id, ...tasks.map((noEvent) => ({ noEvent })), counted.event);
      },
    );
  }
}

test("a visitor who leaves at the first bytes of a page is one view", async ({
  host,
  context,
  userAgent,
  proof,
}) => {
  const url = host.url + counted.path;
  const id = await visit({ url, method: "GET", userAgent, context, leaveAt: "<html" });
  await proof.ranOnce(id, counted.event);
});
