import { expect, requestIdOf, test } from "../fixtures";
import { routes } from "../routes";
import { site } from "../site";
import { pressAction } from "./press-action";

const { action, counted, marker } = site;
const [{ path, event }] = counted;

test.describe("what an event says", { tag: "@control" }, () => {
  test("of a page: its address, where the visitor came from, their address and browser", async ({
    request,
    host,
    proof,
    sink,
    userAgent,
  }) => {
    const referer = "https://search.example/?q=x";
    const response = await request.get(`${path}?utm_source=a`, {
      headers: { referer, "x-forwarded-for": "192.0.2.7", "x-real-ip": "192.0.2.7" },
    });
    const id = requestIdOf(response);
    await proof.ranOnce(id, event.event);
    const { host: name } = new URL(host.url);
    expect(sink.eventsOf(id)[0]?.properties).toMatchObject({
      $current_url: `${host.url}${path}?utm_source=a`,
      $host: name,
      $pathname: path,
      $referrer: referer,
      $referring_domain: "search.example",
      $raw_user_agent: userAgent,
      $ip: "192.0.2.7",
    });
    expect(sink.eventsOf(id)[0]?.properties).not.toHaveProperty("$geoip_disable", true);
  });

  test("after a click on a link: the new page, and the old one as where the visitor came from", async ({
    open,
    follow,
    host,
    proof,
    sink,
  }) => {
    await open(site.listing.path);
    const id = await follow(counted[0]);
    await proof.ranOnce(id, event.event);
    expect(sink.eventsOf(id)[0]?.properties).toMatchObject({
      $current_url: host.url + path,
      $referrer: host.url + site.listing.path,
    });
  });

  test("of an action or a browser's event: the page that it happened on", async ({
    page,
    open,
    host,
    proof,
    sink,
  }) => {
    await open(action.page.path);
    const id = await pressAction(page);
    await proof.ended(id);
    expect(sink.eventsOf(id)[0]?.properties).toMatchObject({
      $current_url: host.url + action.page.path,
    });
    const sent = page.waitForResponse((response) => response.url().endsWith(routes.track));
    await page.evaluate(([to, data]) => navigator.sendBeacon(to, data), [
      routes.track,
      JSON.stringify(marker),
    ] as const);
    const beacon = requestIdOf(await sent);
    await proof.ranOnce(beacon, marker.event);
    expect(sink.eventsOf(beacon)[0]?.properties).toMatchObject({
      $current_url: host.url + action.page.path,
    });
  });

  test("of a static page: its address, and where the visitor came from", async ({
    page,
    host,
    sink,
  }) => {
    const beacon = page.waitForResponse((response) => response.url().includes(routes.track));
    await page.goto(site.listing.path, { referer: "https://search.example/" });
    const id = requestIdOf(await beacon);
    await expect.poll(() => sink.eventsOf(id).length).toBe(1);
    expect(sink.eventsOf(id)[0]?.properties).toMatchObject({
      $current_url: host.url + site.listing.path,
      $pathname: site.listing.path,
      $referrer: "https://search.example/",
      $referring_domain: "search.example",
    });
  });

  test("of a visitor whom PostHog knows: their id", async ({ request, proof, sink }) => {
    const state = { distinct_id: "visitor-7", $user_state: "anonymous" };
    const cookie = `ph_phc_test_posthog=${encodeURIComponent(JSON.stringify(state))}`;
    const response = await request.get(path, { headers: { cookie } });
    expect(response.headers()["set-cookie"]).toBeUndefined();
    await proof.ranOnce(requestIdOf(response), event.event);
    const { event: name, ...said } = event;
    expect(sink.eventsOf(requestIdOf(response))).toMatchObject([
      {
        event: name,
        distinct_id: "visitor-7",
        properties: { $process_person_profile: false, ...said },
      },
    ]);
  });
});

test.describe("with POSTHOG_SEND_IP=false", { tag: ["@control", "@next-start"] }, () => {
  test.use({ hostEnv: { POSTHOG_SEND_IP: "false" } });

  test("an event carries no address, and nobody is located", async ({ request, proof, sink }) => {
    const id = requestIdOf(await request.get(path));
    await proof.ranOnce(id, event.event);
    const properties = sink.eventsOf(id)[0]?.properties;
    expect(properties).not.toHaveProperty("$ip");
    expect(properties).toMatchObject({ $geoip_disable: true });
  });
});

test.describe("with POSTHOG_COOKIELESS=true", { tag: ["@control", "@next-start"] }, () => {
  test.use({ hostEnv: { POSTHOG_COOKIELESS: "true" } });

  test("an event of a visitor without a cookie asks for PostHog's cookieless mode, and is taken", async ({
    request,
    proof,
    sink,
  }) => {
    const id = requestIdOf(await request.get(path));
    await proof.ranOnce(id, event.event);
    expect(sink.eventsOf(id)).toMatchObject([
      { distinct_id: "$posthog_cookieless", properties: { $cookieless_mode: true } },
    ]);
  });
});
