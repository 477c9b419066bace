import type { Asked } from "./load.ts";

/** A request of a bot is not a view. */
const browser =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
const slugs = ["ember", "halo", "lintel", "dusk"];

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
