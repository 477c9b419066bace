import { expect, requestIdOf, test } from "../../fixtures";
import { site } from "../../site";

test.use({ hostEnv: { REVALIDATE_SECRET: "" } });

test(
  "the webhook answers 503 and says what to set",
  { tag: "@control" },
  async ({ request, proof }) => {
    const response = await request.post("/api/revalidate", {
      headers: { authorization: "Bearer " },
      data: site.revalidation.body,
    });
    expect(response.status()).toBe(503);
    expect(await response.text()).toContain("REVALIDATE_SECRET");
    await proof.nothingRan(requestIdOf(response));
  },
);
