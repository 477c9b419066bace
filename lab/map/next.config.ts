import type { NextConfig } from "next";

const nextConfig: NextConfig = {
  cacheComponents: true,
  partialPrefetching: process.env.LAB_PARTIAL_PREFETCHING !== "false",
  // The project's own type check covers these files.
  typescript: { ignoreBuildErrors: true },
  // Every refusal is a cell of the map: the build must not stop at the first.
  experimental: { prerenderEarlyExit: false },
};

export default nextConfig;
