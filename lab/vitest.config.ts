import { defineConfig } from "vitest/config";
import project from "../vitest.config.ts";

export default defineConfig({
  ...project,
  test: { include: ["fire/**/*.test.ts", "properties/**/*.test.ts"] },
});
