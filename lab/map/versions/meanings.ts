/** What a difference means for who writes an app, by version and row. Written by hand, after looking. */
export const meanings: Record<string, Record<string, string>> = {
  "16.3.0": {
    "headers-suspense":
      "A click on a link that was seen asks the server again, and counts twice where 16.4 shows what it prefetched and counts nothing: wrong either way, and `connection()` is right on both.",
    "cookies-suspense": "The same as `headers-suspense`.",
    "private-cache":
      "A click asks again, as above: it counts, but so does each link that is merely seen.",
  },
  "16.5.0-canary.38": {
    "draft-mode":
      "A page in draft mode is rendered once a request, not twice: its body counts right for a visitor. Outside draft mode the second render is still there.",
    "headers-in-callback":
      "`headers()` in a page's callback fails for HEAD as it does for GET. 16.4 let it pass there: code that a monitor's HEAD seemed to prove right never was.",
  },
};
