import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validate } from "dockerfile-utils";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../../e2e/builds.ts";

const text = readFileSync(join(root, "Dockerfile"), "utf8");
/** What the second stage does, which is the image: its instructions, joined lines and no comments. */
const image = text.slice(text.lastIndexOf("FROM "));
const instruction = (name: string) => new RegExp(`^${name} (.*)$`, "m").exec(image)?.[1];

test("the Dockerfile has no fault that its linter knows", () => {
  expect(validate(text)).toEqual([]);
});

test("its Node.js is the project's, and the image is another stage than the build", () => {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    engines: { node: string };
  };
  const major = engines.node.split(".")[0];
  expect(text.match(/^FROM .*$/gm)).toEqual([
    `FROM node:${major}-slim AS build`,
    `FROM node:${major}-slim`,
  ]);
});

test("Node runs as a user who owns nothing but the data, and is itself told to stop", () => {
  expect(instruction("USER")).toBe("node");
  expect(image.match(/^COPY .*--chown.*$/gm)).toEqual([
    "COPY --from=build --chown=node:node /app/.data ./.data",
  ]);
  expect(JSON.parse(instruction("CMD") ?? "")).toEqual(["node", "server.js"]);
});

test("it listens for others than itself, and keeps idle connections for longer than proxies do", () => {
  expect(instruction("ENV")?.split(" ")).toEqual(
    expect.arrayContaining(["HOSTNAME=0.0.0.0", "KEEP_ALIVE_TIMEOUT=65000"]),
  );
});

test("its visitors are not told why a task failed, neither by itself nor with the database", () => {
  expect(instruction("ENV")?.split(" ")).toContain("AFTER_RECEIPTS=false");
  const compose: unknown = parse(readFileSync(join(root, "compose.yaml"), "utf8"));
  const environment = { AFTER_RECEIPTS: "${AFTER_RECEIPTS:-false}" };
  expect(compose).toMatchObject({ services: { site: { environment } } });
});

test("it takes no secret, and the build is given no file that holds one", () => {
  expect(text).not.toMatch(/^(ARG|ENV) .*(_KEY|SECRET|TOKEN|PASSWORD|DATABASE_URL)/m);
  const ignored = readFileSync(join(root, ".dockerignore"), "utf8").split("\n");
  expect(ignored).toEqual(expect.arrayContaining([".env*", ".git", ".data"]));
});
