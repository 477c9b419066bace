// npm run make-mine -- NAME: deletes the shop, what explains it, and the lab, and leaves a whole,
// green starter called NAME. Plain JavaScript without dependencies: it runs before npm install, on
// any Node. Afterwards it is gone, too.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { outbox, outboxEdits, outboxFields } from "./outbox.mjs";
import { templateEdits, templateFields, templateOnly } from "./template.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const at = (path) => join(root, path);

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

const WITHOUT_OUTBOX = "--without-outbox";
const given = process.argv.slice(2);
const withOutbox = !given.includes(WITHOUT_OUTBOX);
const [name = "", ...rest] = given.filter((word) => word !== WITHOUT_OUTBOX);
if (rest.length > 0 || !isName(name)) {
  const wrong = JSON.stringify([name, ...rest].join(" "));
  refuse(
    `${name ? `${wrong} is no name for a package` : "it needs a name"}: say npm run make-mine -- my-site ` +
      `(lower-case letters, digits, - . _ ~), and ${WITHOUT_OUTBOX} behind it to have none.`,
  );
}
if (git("status", "--porcelain").trim()) {
  refuse("there are changes that are not committed: commit or stash them first.");
}

function remove(what, paths) {
  const missing = paths.find((path) => !existsSync(at(path)));
  if (missing) throw new Error(`make-mine expects ${missing}, and it is not there`);
  for (const path of paths) rmSync(at(path), { recursive: true });
  console.log(`Deleted ${what}: ${paths.join(", ")}`);
}

/** Replaces a part of a file, which must be there: this command knows the files that it edits. */
function edit(path, part, by) {
  const before = readFileSync(at(path), "utf8");
  const after = before.replaceAll(part, by);
  if (after === before) throw new Error(`${path} is not as make-mine expects: it has no ${part}`);
  writeFileSync(at(path), after);
}

function without(manifest, field) {
  const [group, ...key] = field.split(/\.(.*)/);
  if (!(group in manifest) || (key[0] && !(key[0] in manifest[group]))) {
    throw new Error(`package.json has no ${field}, and make-mine expects it`);
  }
  if (key[0]) delete manifest[group][key[0]];
  else delete manifest[group];
}

for (const [what, paths] of Object.entries(templateOnly)) remove(what, paths);
cpSync(at("make-mine/starter"), root, { recursive: true });
rmSync(at("make-mine"), { recursive: true });
if (!withOutbox) remove("the outbox", outbox);

for (const path of ["README.md", "app/layout.tsx"]) edit(path, "MY-SITE", name);
for (const each of templateEdits) edit(...each);
if (!withOutbox) for (const each of outboxEdits) edit(...each);

const manifest = JSON.parse(readFileSync(at("package.json"), "utf8"));
for (const field of templateFields) without(manifest, field);
if (!withOutbox) for (const field of outboxFields) without(manifest, field);
const mine = JSON.stringify({ ...manifest, name, version: "0.1.0" }, null, 2);
writeFileSync(at("package.json"), `${mine}\n`);

console.log("Taking what is gone out of package-lock.json…");
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
Start with README.md: it says how to add an event, a page that counts, a form that mails${withOutbox ? ", a message that must not be lost" : ""}.
Not what you wanted? git restore . && git clean -fd takes it all back.`);
