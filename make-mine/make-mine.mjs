// npm run make-mine -- NAME: deletes the shop, what explains it, and the lab, and leaves a whole,
// green starter called NAME. Plain JavaScript without dependencies: it runs before npm install, on
// any Node. Afterwards it is gone, too.
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const at = (path) => join(root, path);

const gone = {
  "the shop": [
    "app/lamps",
    "app/products",
    "app/api/cron",
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
    "lib/outbox",
    "lib/shop",
    "tests/shop",
    "e2e/partner.ts",
    "e2e/site",
  ],
  "what explains it": ["app/teaching", "docs"],
  "the lab": ["lab", "e2e/hosts/serverless/main.ts"],
  "tests of what a site does not change": [
    "e2e/tools",
    "e2e/vercel-cli",
    "e2e/preloading-browser.ts",
    "e2e/core/build.spec.ts",
    "e2e/core/forged-lines.spec.ts",
    "e2e/core/headers.spec.ts",
    "e2e/core/limits.spec.ts",
    "e2e/core/consent-modes.spec.ts",
    "e2e/core/proxy.spec.ts",
    "e2e/core/receipts.spec.ts",
    "e2e/core/loaded-ahead.spec.ts",
    "e2e/core/settings.spec.ts",
    "e2e/core/trouble.spec.ts",
    "e2e/core/web-analytics.spec.ts",
    "e2e/core/serverless/instances.spec.ts",
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
    "tests/process",
    "tests/proxy.test.ts",
    ".github/workflows/lab.yml",
    ".ci",
    "SECURITY.md",
  ],
};

/** What npm takes for a name: https://docs.npmjs.com/cli/configuring-npm/package-json#name */
const isName = (name) =>
  name.length <= 214 && /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(name);

function refuse(why) {
  console.error(`make-mine: ${why} Nothing was changed.`);
  process.exit(1);
}

function git(...args) {
  try {
    return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    return refuse(`git ${args[0]} failed (${String(error.stderr || error.message).trim()}).`);
  }
}

const [name = "", ...rest] = process.argv.slice(2);
if (rest.length > 0 || !isName(name)) {
  refuse(
    `${name ? `${JSON.stringify([name, ...rest].join(" "))} is no name for a package` : "it needs a name"}: say npm run make-mine -- my-site (lower-case letters, digits, - . _ ~).`,
  );
}
if (git("status", "--porcelain").trim()) {
  refuse("there are changes that are not committed: commit or stash them first.");
}

for (const [what, paths] of Object.entries(gone)) {
  for (const path of paths) rmSync(at(path), { recursive: true, force: true });
  console.log(`Deleted ${what}: ${paths.join(", ")}`);
}
cpSync(at("make-mine/starter"), root, { recursive: true });
rmSync(at("make-mine"), { recursive: true });
/** Replaces a part of a file, which must be there: this command knows the files that it edits. */
function edit(path, part, by) {
  const before = readFileSync(at(path), "utf8");
  const after = before.replaceAll(part, by);
  if (after === before) throw new Error(`${path} is not as make-mine expects: it has no ${part}`);
  writeFileSync(at(path), after);
}
for (const path of ["README.md", "app/layout.tsx"]) edit(path, "MY-SITE", name);
edit("tsconfig.json", ', "lab", "make-mine"]', "]");
edit(".oxlintrc.json", ', "make-mine/starter"]', "]");
edit(".oxlintrc.json", /,\n +"patterns": \[[^]*?The lab[^]*?\n +\]/g, "");

// What orders need.
edit("instrumentation.ts", /\n.*startSweeper.*/g, "");
edit("next.config.ts", /  \/\/ They find files of their own[^]*?(?=  experimental:)/g, "");
edit("vercel.json", /\n  "crons": .*/g, "");
edit(".env.example", /\n# Where orders, and the messages[^]*$/g, "");
edit("lib/env.ts", /    DATABASE_URL: setting\([^]*?(?=    VERCEL: setting\()/g, "");
edit("lib/env.ts", /  \.refine\(\(variables\) => !variables\.PARTNER[^]*?\n  \}\)\n/g, "");
edit("lib/env.ts", /    databaseUrl: [^]*?(?=    onVercel:)/g, "");

const manifest = JSON.parse(readFileSync(at("package.json"), "utf8"));
for (const field of ["workspaces", "description", "license"]) delete manifest[field];
for (const script of ["make-mine", "serverless", "test:vercel-cli"])
  delete manifest.scripts[script];
// Of a package of the lab's, and of the shop's specs.
delete manifest.allowScripts["core-js"];
delete manifest.devDependencies["@axe-core/playwright"];
for (const dependency of ["@electric-sql/pglite", "pg", "pg-boss", "standardwebhooks"])
  delete manifest.dependencies[dependency];
delete manifest.devDependencies["@types/pg"];
const mine = JSON.stringify({ ...manifest, name, version: "0.1.0" }, null, 2);
writeFileSync(at("package.json"), `${mine}\n`);

console.log("Taking the lab's packages out of package-lock.json…");
try {
  execFileSync("npm", ["install", "--package-lock-only", "--ignore-scripts", "--no-audit"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
} catch {
  console.log("npm could not do it: npm install will.");
}
console.log(`
This is ${name} now. Next:
  npm install && npm test      types, lint, unit tests, the suite on two hosts and as on a preview
  npm run demo                 http://localhost:3000
  git add -A && git commit -m "Make it ${name}"
Start with README.md: it says how to add an event, a page that counts, a form that mails.
Not what you wanted? git restore . && git clean -fd takes it all back.`);
