/** Holds the path of the page that showPageAgain() sends the browser to. proxy.ts removes it there. */
export const AFTER_ACTION_COOKIE = "after-action";

/** By this proxy.ts tells that page so: Next has taken the removed cookie out of its headers by then. */
export const AFTER_ACTION_HEADER = "x-after-action";

/** Whether a request is for the page that showPageAgain() has just led to. */
export const isShownAgain = (request: Headers): boolean => request.has(AFTER_ACTION_HEADER);
