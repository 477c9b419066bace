/** The kinds of parts that a page is made of: in a visitor's words, and in those of Next.js. */
export const kinds = {
  shell: {
    label: "built ahead",
    meaning: "Made once, when the site was built, and sent to everybody at once.",
    term: "static shell",
  },
  cached: {
    label: "same for all",
    meaning: "Made at that time and kept: everybody gets this copy until it changes.",
    term: '"use cache"',
  },
  request: {
    label: "made for you",
    meaning: "Made anew for each visit, while the rest is on its way already.",
    term: "<Suspense>, connection()",
  },
  after: {
    label: "after sending",
    meaning: "Done when the page has been sent: nobody waits for it.",
    term: "after()",
  },
} as const;

export type Kind = keyof typeof kinds;
