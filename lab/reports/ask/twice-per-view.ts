import { linesWritten, type Ask } from "./served.ts";

const pages = {
  "/cookies": "after cookies()",
  "/headers": "after headers()",
  "/params/lamp": "after params",
  "/connection": "after connection()",
};

/** One document GET of each page. */
export const twicePerView: Ask = async (folder, env) => {
  const count = await linesWritten(folder, env, async ({ url }) => {
    for (const path of Object.keys(pages)) await (await fetch(url + path)).text();
  });
  return Object.entries(pages).map(([path, line]) => ({
    what: `callbacks of one GET ${path}`,
    actual: count((each) => each === line),
    expected: 1,
  }));
};
