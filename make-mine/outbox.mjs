// What --without-outbox deletes and edits on top.

/** The outbox, the form that shows it, and what servers share in its database. */
export const outbox = [
  "lib/outbox",
  "lib/fleet",
  "docs/several-servers.md",
  "compose.yaml",
  "lib/subscribers.ts",
  "app/api/cron",
  "app/subscribe",
  "e2e/partner.ts",
  "e2e/site/subscribe.spec.ts",
];

/** As those of template.mjs. */
export const outboxEdits = [
  ["instrumentation.ts", /\n.*startSweeper.*/g, ""],
  ["instrumentation.ts", /\n.*followOtherServers.*/g, ""],
  ["next.config.ts", /  \/\/ Servers that share[^]*?(?=  \/\/ It finds)/g, ""],
  ["next.config.ts", ", sharesBetweenServers", ""],
  ["next.config.ts", /\n    \/\/ What was revalidated before.*\n    BUILT_AT: .*/g, ""],
  ["next.config.ts", /import .* from "node:(module|path)";\n/g, ""],
  ["next.config.ts", /\/\/ Not import\.meta[^]*?const pglite = .*\n\n/g, ""],
  ["next.config.ts", /  \/\/ It finds files of its own[^]*?(?=  experimental:)/g, ""],
  ["lib/after/receipts.ts", /\nimport \{ sharedReceipts.*/g, ""],
  ["lib/after/receipts.ts", "sharedReceipts()", "undefined"],
  ["lib/http/rate-limit.ts", /\nimport \{ overAllServers.*/g, ""],
  ["lib/http/rate-limit.ts", /overAllServers\((.*)\),/g, "$1,"],
  ["lib/http/rate-limit.ts", /\n \*\n \* With `SHARE_BETWEEN[^]*?own\.(?=\n)/g, ""],
  ["Dockerfile", / \.data$/gm, ""],
  ["Dockerfile", /# The embedded database.*\n.*\n/g, ""],
  [".dockerignore", ".data\n", ""],
  ["docs/behind-a-proxy.md", " ([several servers](several-servers.md))", ""],
  ["vercel.json", /\n  "crons": .*/g, ""],
  [".env.example", /\n# Where what must not be lost[^]*$/g, ""],
  ["lib/env.ts", /    DATABASE_URL: setting\([^]*?(?=    VERCEL: setting\()/g, ""],
  ["lib/env.ts", /  \.refine\(\(variables\) => !variables\.PARTNER[^]*?\n  \}\)\n/g, ""],
  ["lib/env.ts", /  \.refine\(\(variables\) => !variables\.SHARE[^]*?\n  \}\)\n/g, ""],
  ["lib/env.ts", /    databaseUrl: [^]*?(?=    onVercel:)/g, ""],
  ["app/layout.tsx", /\n.*"\/subscribe".*/g, ""],
  ["README.md", /\n### Work that must not be lost[^]*?(?=\n## )/g, ""],
  ["README.md", " What must arrive is a message of the outbox.", ""],
  ["README.md", /\n.*`lib\/outbox`.*\|/g, ""],
  ["AGENTS.md", /\n.*`lib\/outbox`.*/g, ""],
  [".gitignore", /\n\.data/g, ""],
];

/** Fields of package.json. */
export const outboxFields = [
  "scripts.outbox",
  "dependencies.@electric-sql/pglite",
  "dependencies.pg",
  "dependencies.pg-boss",
  "dependencies.standardwebhooks",
  "devDependencies.@types/pg",
];
