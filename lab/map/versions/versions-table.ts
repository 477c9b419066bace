import { meanings } from "./meanings.ts";
import { type OtherVersion, sentencesOf } from "./differences.ts";

const introduction = `# Other versions of Next

What of the map moves with the version of Next. Written by \`npm run map -w lab -- --next VERSION\`, which
installs that version in a copy of the project, builds and asks there, and compares cell by cell with
[the committed map](../map.md). The meaning of a difference is written by hand, in \`meanings.ts\`.
16.3.0 is the oldest of use here: \`partialPrefetching\`, with and without which the map is measured, is new in it.`;

/** The differences for people, as Markdown. */
export const versionsTable = (versions: readonly OtherVersion[]): string =>
  [introduction, ...versions.map(sectionOf)].join("\n\n").concat("\n");

function sectionOf(version: OtherVersion): string {
  const { next, than, runs } = version;
  const asked = runs.map(
    ({ host, partialPrefetching }) => `${host} with \`partialPrefetching: ${partialPrefetching}\``,
  );
  const sentences = sentencesOf(version);
  const rows = Map.groupBy(sentences, ({ name }) => name);
  const cells = runs.reduce((sum, { moves }) => sum + moves.length, 0);
  const intro = `Asked on ${asked.join(", ")}. ${cells === 0 ? `Every cell is as on ${than}.` : `${cells} cells differ from ${than}:`}`;
  const list = [...rows].map(([name, said]) => {
    const meaning = meanings[next]?.[name] ?? "What it means is not looked into yet.";
    return [`- \`${name}\`: ${meaning}`, ...said.map(({ says }) => `  - ${says}`)].join("\n");
  });
  return [`## Next.js ${next}`, intro, ...(list.length > 0 ? [list.join("\n")] : [])].join("\n\n");
}
