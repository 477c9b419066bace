import { serverlessBuild } from "../../builds";
import { expect, test } from "../../fixtures";
import { startServerlessHost } from "../../hosts/serverless/host";
import type { FirewallRules } from "../../hosts/serverless/firewall";

const LIMIT = 3;

/** Posts one after the other, each to another instance, and returns the statuses and the output. */
async function post(times: number, firewallRules: FirewallRules) {
  const host = await startServerlessHost(
    serverlessBuild("serverless"),
    {},
    { firewallRules, maxInstances: 2, concurrency: 1 },
  );
  try {
    const statuses: number[] = [];
    for (let round = 0; round < times; round += 1) {
      const answers = await Promise.all(
        [0, 1].map(() => fetch(`${host.url}/api/track`, { method: "POST", body: "{}" })),
      );
      statuses.push(...answers.map(({ status }) => status));
    }
    const instances = host.happenings.filter(
      (one) =>
        "event" in one && one.event.type === "started" && one.event.instance.startsWith("function"),
    );
    expect(instances).toHaveLength(2);
    return { statuses: statuses.toSorted((a, b) => a - b), output: host.output };
  } finally {
    await host.stop();
  }
}

test("the firewall's limit holds over all instances", async () => {
  const { statuses } = await post(3, { "api-track": LIMIT });
  expect(statuses).toEqual([400, 400, 400, 429, 429, 429]);
});

test("without a rule in the firewall requests pass, and each instance says so once", async () => {
  const { statuses, output } = await post(3, {});
  expect(statuses).toEqual([400, 400, 400, 400, 400, 400]);
  expect(output.filter((line) => line.includes("'api-track' not configured"))).toHaveLength(2);
});
