import { browser, slugs } from "../fire/ask.ts";
import type { Asked } from "./load.ts";

/** A product page of this folder, another one each turn. */
export const page =
  (folder: string) =>
  (turn: number): Asked[] => [
    {
      method: "GET",
      path: `/${folder}/${slugs[turn % slugs.length]}`,
      headers: { accept: "text/html", "user-agent": browser },
    },
  ];

const post = (path: string, body: () => string): Asked => ({
  method: "POST",
  path,
  headers: { "content-type": "application/json", "user-agent": browser },
  body,
});

export const beacon = post("/api/track", () => JSON.stringify({ event: "catalogue_viewed" }));
export const order = (path: string) => (): Asked[] => [
  post(path, () => JSON.stringify({ slug: "ember", key: crypto.randomUUID() })),
];
