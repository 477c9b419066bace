import { extname } from "node:path";

const contentTypes: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
};

/** A file's content type: by the file's name, or by the address where the build keeps it as a body. */
export const contentTypeOf = (filePath: string, path: string): string =>
  [filePath, path.replace(/\?.*/, "")].map((name) => contentTypes[extname(name)]).find(Boolean) ??
  "text/plain";
