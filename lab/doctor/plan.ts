import { relative } from "node:path";
import { DIST, type Project } from "./app/project.ts";
import type { Options } from "./options.ts";
import { wrap } from "./report/wrap.ts";

/** What the doctor is about to do, before it does it. */
export function planOf({ dir, version, flags }: Project, options: Options): string {
  const { run, presses, posts, session, freeze } = options;
  const build = ["next build", ...flags].join(" ");
  const acts = [
    ...presses.map(({ name }) => `"${name}" is pressed`),
    ...posts.map(({ path }) => `${path} is posted to`),
  ];
  const steps = [
    `\`${build}\` into ${DIST}, beside your own build, with a preload that watches after() (lab/doctor/preload), and with the environment of this shell and of the app's .env files`,
    `\`next start\` on 127.0.0.1; its pages and GET routes are asked for, its links are followed in Chromium${session ? ", with the session that you gave" : ""}; ${[...new Set(acts)].join(", ") || "nothing is pressed or posted"}`,
    run
      ? "callbacks of after() are CALLED, as --run says: mails are sent and rows are written"
      : "callbacks of after() are counted and not called",
    ...(freeze ? ["the same once more on a host that freezes after the response"] : []),
    `${DIST} is deleted; tsconfig.json and next-env.d.ts are as they were`,
  ];
  return [
    ...wrap(
      `after() in ${relative(process.cwd(), dir) || "."}, Next ${version}. This is what happens now:`,
      "",
    ),
    ...steps.flatMap((step) => wrap(`· ${step}`, "  ", "    ")),
    "",
  ].join("\n");
}
