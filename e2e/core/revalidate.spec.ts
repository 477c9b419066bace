import { expect, requestIdOf, test } from "../fixtures";
import { routes } from "../routes";
import { REVALIDATE_SECRET } from "../served";
import { site } from "../site";

const authorization = `Bearer ${REVALIDATE_SECRET}`;
const { body, madeAt, path, task } = site.revalidation;

test(
  "the webhook answers 202, and the page's cached part is new within two loads",
  { tag: "@standalone" },
  async ({ page, request, open, proof }) => {
    const cachedAt = async () => {
      await open(path);
      return madeAt(page);
    };
    const before = await cachedAt();
    const response = await request.post(routes.revalidate, {
      headers: { authorization },
      data: body,
    });
    expect(response.status()).toBe(202);
    expect(await response.json()).toEqual({ ok: true, requestId: requestIdOf(response) });
    await proof.ranOnce(requestIdOf(response), { noEvent: task });

    await cachedAt();
    await expect.poll(cachedAt, { timeout: 10_000 }).not.toBe(before);
  },
);

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
    const response = await request.post(routes.revalidate, { headers, data: body });
    expect(response.status()).toBe(401);
    expect(response.headers()["www-authenticate"]).toBe("Bearer");
    await proof.nothingRan(requestIdOf(response));
  });
}

test("a body that names nothing is refused with 400 and schedules nothing", async ({
  request,
  proof,
}) => {
  const response = await request.post(routes.revalidate, { headers: { authorization }, data: {} });
  expect(response.status()).toBe(400);
  expect(await response.text()).toContain('"field":');
  await proof.nothingRan(requestIdOf(response));
});
