// What make-mine deletes and edits, part by part.

/** Of the template: its shop, what explains it, the lab, and tests of what a site does not change. */
export const templateOnly = {
  "the shop": [
    "app/lamps",
    "app/products",
    "app/api/orders",
    "app/api/revalidate",
    "app/bag",
    "app/bag-count.tsx",
    "app/error.tsx",
    "app/globals.css",
    "app/icon.svg",
    "app/layout.module.css",
    "app/layout.tsx",
    "app/not-found.tsx",
    "app/page.module.css",
    "app/orders",
    "app/page.tsx",
    "lib/outbox/message-states.ts",
    "lib/shop",
    "tests/shop",
    "e2e/site",
  ],
  "what explains it": ["app/teaching", "docs"],
  "the lab": ["lab", "e2e/hosts/serverless/main.ts", ".github/workflows/lab.yml"],
  "tests of what a site does not change": [
    "e2e/tools",
    "e2e/vercel-cli",
    "e2e/preloading-browser.ts",
    "e2e/otlp",
    "e2e/core/build.spec.ts",
    "e2e/core/failures.spec.ts",
    "e2e/core/spans.spec.ts",
    "e2e/core/forged-lines.spec.ts",
    "e2e/core/headers.spec.ts",
    "e2e/core/limits.spec.ts",
    "e2e/core/consent-modes.spec.ts",
    "e2e/core/proxy.spec.ts",
    "e2e/core/receipts.spec.ts",
    "e2e/core/refuses-to-start.spec.ts",
    "e2e/core/loaded-ahead.spec.ts",
    "e2e/core/settings.spec.ts",
    "e2e/core/trouble.spec.ts",
    "e2e/core/web-analytics.spec.ts",
    "e2e/core/serverless/instances.spec.ts",
    "e2e/core/serverless/spans.spec.ts",
    "e2e/core/fixture-routes/app/fixture/endless",
    "e2e/server-action.ts",
    "tests/after",
    "tests/after-response.test.ts",
    "tests/analytics/consent.test.ts",
    "tests/analytics/flush.test.ts",
    "tests/analytics/page-of-event.test.ts",
    "tests/analytics/posthog.test.ts",
    "tests/analytics/report.test.ts",
    "tests/analytics/view-token.test.ts",
    "tests/analytics/visitor.test.ts",
    "tests/e2e",
    "tests/env.test.ts",
    "tests/http",
    "tests/lint.test.ts",
    "tests/outbox",
    "tests/process",
    "tests/proxy.test.ts",
    ".ci",
    "SECURITY.md",
  ],
};

/** The outbox, and the form that shows it. */
export const outbox = [
  "lib/outbox",
  "lib/subscribers.ts",
  "app/api/cron",
  "app/subscribe",
  "e2e/partner.ts",
  "e2e/site/subscribe.spec.ts",
];

/** Parts of files, each there as written or make-mine stops. */
export const templateEdits = [
  ["tsconfig.json", ', "lab", "make-mine"]', "]"],
  [".oxlintrc.json", ', "make-mine/starter"]', "]"],
  [".oxlintrc.json", /,\n +"patterns": \[[^]*?The lab[^]*?\n +\]/g, ""],
];

export const outboxEdits = [
  ["instrumentation.ts", /\n.*startSweeper.*/g, ""],
  ["next.config.ts", /  \/\/ It finds files of its own[^]*?(?=  experimental:)/g, ""],
  ["vercel.json", /\n  "crons": .*/g, ""],
  [".env.example", /\n# Where what must not be lost[^]*$/g, ""],
  ["lib/env.ts", /    DATABASE_URL: setting\([^]*?(?=    VERCEL: setting\()/g, ""],
  ["lib/env.ts", /  \.refine\(\(variables\) => !variables\.PARTNER[^]*?\n  \}\)\n/g, ""],
  ["lib/env.ts", /    databaseUrl: [^]*?(?=    onVercel:)/g, ""],
  ["app/layout.tsx", /\n.*"\/subscribe".*/g, ""],
  ["README.md", /\n### Work that must not be lost[^]*?(?=\n## )/g, ""],
  ["README.md", /\n.*`lib\/outbox`.*\|/g, ""],
  ["AGENTS.md", /\n.*`lib\/outbox`.*/g, ""],
  [".gitignore", /\n\.data/g, ""],
];

/** Fields of package.json. `core-js` is of a package of the lab's, axe of the shop's specs. */
export const templateFields = [
  "workspaces",
  "description",
  "license",
  "scripts.make-mine",
  "scripts.serverless",
  "scripts.test:vercel-cli",
  "allowScripts.core-js",
  "devDependencies.@axe-core/playwright",
];

export const outboxFields = [
  "scripts.outbox",
  "dependencies.@electric-sql/pglite",
  "dependencies.pg",
  "dependencies.pg-boss",
  "dependencies.standardwebhooks",
  "devDependencies.@types/pg",
];
