/** The ways of asking, in the map's order, and how often each is a view of the page: once or never. */
export const ways = {
  build: { title: "build", views: 0, means: "`next build`" },
  get: { title: "GET", views: 1, means: "a browser's first request for the document" },
  getAgain: { title: "GET again", views: 1, means: "the same request a second time" },
  revalidated: {
    title: "GET of what is stale",
    views: 1,
    means: "the same once more, when its tag was revalidated or its time is over",
  },
  leftEarly: {
    title: "left early",
    views: 1,
    means: "a GET whose visitor closes the connection when the first bytes have come",
  },
  head: { title: "HEAD", views: 0, means: "a HEAD request, as a monitor sends it" },
  bot: { title: "bot", views: 0, means: "a GET with a crawler's User-Agent" },
  seen: {
    title: "link seen",
    views: 0,
    means: "a `<Link>` to it scrolls into view in Chromium, and nobody touches it",
  },
  hover: { title: "link hovered", views: 0, means: "then the pointer rests on that link" },
  click: { title: "click", views: 1, means: "then the link is clicked: a soft navigation" },
  back: {
    title: "back",
    views: 0,
    means: "then the browser's back button, to the page of the link",
  },
  forward: { title: "forward", views: 0, means: "and forward to the page again" },
  clickAgain: { title: "click again", views: 1, means: "back, and a second click on the link" },
  refresh: {
    title: "refresh by an action",
    views: 0,
    means: "then, on the page, a Server Action that calls `refresh()`",
  },
  clientRefresh: { title: "client refresh", views: 0, means: "then `router.refresh()`" },
  backAfterAction: {
    title: "back after an action",
    views: 0,
    means: "then a link to another page, a Server Action there that calls `refresh()`, and back",
  },
  prefetchTrue: {
    title: "prefetch={true}",
    views: 0,
    means: "a `<Link prefetch={true}>` to it scrolls into view",
  },
  post: { title: "POST", views: 1, means: "a POST request" },
  action: { title: "action", views: 1, means: "a form with the Server Action is sent in Chromium" },
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
  /** What the row is called in the README's part of the map. */
  inReadme?: string;
  /** What a host that freezes may do to it can only be seen when nothing else keeps the host awake. */
  alone?: true;
  /** It calls `announce()` before it schedules: whoever has left cannot see when that is. */
  announced?: true;
  /** It gets stale by itself, and not by its tag. */
  shortLived?: true;
  /** Where its code is, if it is no page. */
  file?: string;
  /** Where another number than the way's own is right. */
  right?: { [way in Way]?: number };
}

/** What a pattern's file is called, what it does, why it counts as it does. */
export type Row = readonly [path: string, title: string, why: string, more?: Partial<Pattern>];

/** The ways of asking for a document. */
export const DOCUMENTS = ["build", "get", "getAgain", "leftEarly", "head", "bot"] as const;
const LINKS = [
  "seen",
  "hover",
  "click",
  "back",
  "forward",
  "clickAgain",
  "refresh",
  "clientRefresh",
  "backAfterAction",
  "prefetchTrue",
] as const;

const pattern = (asked: readonly Way[], [path, title, why, more]: Row): Pattern => ({
  name: path.slice(1),
  path,
  title,
  why,
  asked,
  ...more,
});

/** A page: asked for as a document, and through links. */
export const page = (...row: Row): Pattern => pattern([...DOCUMENTS, ...LINKS], row);
/** A GET route: asked for directly, and by links to it that prefetch. */
export const getRoute = (...row: Row): Pattern =>
  pattern([...DOCUMENTS, "seen", "hover", "prefetchTrue"], row);
export const postRoute = (...row: Row): Pattern => pattern(["build", "post"], row);
export const action = (...row: Row): Pattern => pattern(["build", "action"], row);
/** Refused by the build: nothing of it can be asked for. */
export const refused = (...row: Row): Pattern => pattern(["build"], row);

/** A link to a page of Next's documentation of the App Router. */
export const docs = (path: string): string => `[docs](https://nextjs.org/docs/app/${path})`;

/** A link to what Next's documentation says of an error. */
export const message = (name: string): string => `[docs](https://nextjs.org/docs/messages/${name})`;

export const afterDocs = docs("api-reference/functions/after");
