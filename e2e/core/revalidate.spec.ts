import { expect, requestIdOf, REVALIDATE_SECRET, test } from "../fixtures";

const authorization = `Bearer ${REVALIDATE_SECRET}`;
// A product of this spec's own: other specs rely on theirs staying as they are.
const slug = "dusk";

test("the webhook answers 202, and the product's cached part is new within two loads", async ({
  page,
  request,
  open,
  proof,
}) => {
  const cachedAt = async () => {
    await open(`/products/${slug}`);
    return page.getByRole("article").getByRole("time").getAttribute("datetime");
  };
  const before = await cachedAt();
  const response = await request.post("/api/revalidate", {
    headers: { authorization },
    data: { slug },
  });
  expect(response.status()).toBe(202);
  expect(await response.json()).toEqual({ ok: true, requestId: requestIdOf(response) });
  await proof.ranOnce(requestIdOf(response), "product_revalidated");

  await cachedAt();
  await expect.poll(cachedAt, { timeout: 10_000 }).not.toBe(before);
});

test.beforeEach(({ hostKind }) => {
  test.skip(
    hostKind === "preview" && !process.env.REVALIDATE_SECRET,
    "set REVALIDATE_SECRET to what it is on the deployment",
  );
});

const wrong = {
  "no secret": {},
  "a wrong secret": { authorization: `${authorization}x` },
  "another scheme": { authorization: `Basic ${REVALIDATE_SECRET}` },
};

for (const [what, headers] of Object.entries(wrong)) {
  test(`${what} is refused with 401 and schedules nothing`, async ({ request, proof }) => {
    const response = await request.post("/api/revalidate", { headers, data: { slug } });
    expect(response.status()).toBe(401);
    expect(response.headers()["www-authenticate"]).toBe("Bearer");
    await proof.nothingRan(requestIdOf(response));
  });
}

test("a body that names no product is refused with 400 and schedules nothing", async ({
  request,
  proof,
}) => {
  const response = await request.post("/api/revalidate", { headers: { authorization }, data: {} });
  expect(response.status()).toBe(400);
  expect(await response.text()).toContain('"field":"slug"');
  await proof.nothingRan(requestIdOf(response));
});
