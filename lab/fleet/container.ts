import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

/** Programs that build images; each answers `info` where it can. */
const builders = ["docker", "podman", "buildah"] as const;

export type Builder = (typeof builders)[number];

/**
 * The first builder that works here, not merely is installed: a Docker client without its daemon builds
 * nothing. Undefined where none does.
 */
export const findBuilder = (): Builder | undefined =>
  builders.find(
    (name) => spawnSync(name, ["info"], { stdio: "ignore", timeout: 30_000 }).status === 0,
  );

/** A builder's commands: each resolves with what it printed on stdout, and rejects with its errors. */
export const commandOf =
  (builder: Builder) =>
  async (...args: string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)(builder, args, { maxBuffer: 2 ** 26 });
    return stdout.trim();
  };
