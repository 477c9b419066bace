import { sitePathEnv } from "../lib/http/site-path";
import nextConfig from "../next.config";
import { otherSettings } from "./builds";

// Before anything names an address: the specs spell them as next.config.ts has the app spell them.
Object.assign(process.env, sitePathEnv({ ...nextConfig, ...otherSettings() }));
