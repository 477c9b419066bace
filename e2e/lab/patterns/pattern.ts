/** The ways of asking, in the map's order, and how often each is a view of the page: once or never. */
export const ways = {
  build: { title: "build", views: 0 },
  get: { title: "GET", views: 1 },
  getAgain: { title: "GET again", views: 1 },
  revalidated: { title: "GET of what is stale", views: 1 },
  head: { title: "HEAD", views: 0 },
  bot: { title: "bot", views: 0 },
  seen: { title: "link seen", views: 0 },
  hover: { title: "link hovered", views: 0 },
  click: { title: "click", views: 1 },
  back: { title: "back", views: 0 },
  forward: { title: "forward", views: 0 },
  clickAgain: { title: "click again", views: 1 },
  prefetchTrue: { title: "prefetch={true}", views: 0 },
  post: { title: "POST", views: 1 },
  action: { title: "action", views: 1 },
} as const;

export type Way = keyof typeof ways;

export interface Pattern {
  /** What its callbacks write. */
  name: string;
  /** Where it is asked for. */
  path: string;
  title: string;
  why: string;
  asked: readonly Way[];
  /** Where a click on its link leads, if not to its own path. */
  landing?: string;
  /** Asked with the cookie that this route sets. */
  cookieFrom?: string;
  /** Where another number than the way's own is right. */
  right?: { [way in Way]?: number };
}

/** What a pattern's file is called, what it does, why it counts as it does. */
export type Row = readonly [path: string, title: string, why: string, more?: Partial<Pattern>];

const documents = ["build", "get", "getAgain", "head", "bot"] as const;
const links = ["seen", "hover", "click", "back", "forward", "clickAgain", "prefetchTrue"] as const;

const pattern = (asked: readonly Way[], [path, title, why, more]: Row): Pattern => ({
  name: path.slice(1),
  path,
  title,
  why,
  asked,
  ...more,
});

/** A page: asked for as a document, and through links. */
export const page = (...row: Row): Pattern => pattern([...documents, ...links], row);
/** A GET route: asked for directly, and by links to it that prefetch. */
export const getRoute = (...row: Row): Pattern =>
  pattern([...documents, "seen", "hover", "prefetchTrue"], row);
export const postRoute = (...row: Row): Pattern => pattern(["build", "post"], row);
export const action = (...row: Row): Pattern => pattern(["build", "action"], row);
/** Refused by the build: nothing of it can be asked for. */
export const refused = (...row: Row): Pattern => pattern(["build"], row);

/** A link to a page of Next's documentation of the App Router. */
export const docs = (path: string): string => `[docs](https://nextjs.org/docs/app/${path})`;

export const afterDocs = docs("api-reference/functions/after");
