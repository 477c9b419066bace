/** The ways of asking, as the map has them, in its order. */
export const ways = {
  build: "build",
  get: "GET",
  getAgain: "GET again",
  head: "HEAD",
  bot: "bot",
  secPurpose: "speculative",
  linkSeen: "link seen",
  hover: "link hovered",
  click: "click",
  back: "back",
  forward: "forward",
  clickAgain: "click again",
  prefetchTrue: "prefetch={true}",
  post: "POST",
  press: "press",
} as const;

export type Way = keyof typeof ways;

export const allWays = Object.keys(ways) as Way[];
