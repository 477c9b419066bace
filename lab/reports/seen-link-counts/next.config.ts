import type { NextConfig } from "next";

const nextConfig: NextConfig = {
  cacheComponents: true,
  // Read by `next build` and by `next start`: set it for both.
  partialPrefetching: process.env.PARTIAL_PREFETCHING !== "false",
};

export default nextConfig;
