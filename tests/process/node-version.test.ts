import { expect, test } from "vitest";
import manifest from "@/package.json" with { type: "json" };
import { refuseOldNode } from "@/lib/process/node-version";

test("an older Node.js than package.json asks for is refused, with what to do", () => {
  const needed = Number.parseInt(manifest.engines.node, 10);
  expect(() => refuseOldNode(`${needed - 1}.99.0`)).toThrow(
    `This needs Node.js ${needed}, and runs on ${needed - 1}.99.0. Install it`,
  );
  expect(() => refuseOldNode(`${needed}.0.0`)).not.toThrow();
  expect(() => refuseOldNode(`${needed + 1}.0.0`)).not.toThrow();
});
