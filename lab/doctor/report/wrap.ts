import { stripVTControlCharacters } from "node:util";

/** As wide as what is printed may be, in columns. */
export const WIDTH = 99;

/** The lines of a text that is too wide for one, the first behind `indent`, the rest behind `then`. */
export function wrap(text: string, indent: string, then = indent): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(" ")) {
    const isFull = stripVTControlCharacters(`${line}${word}`).length > WIDTH;
    if (isFull && line.trim()) {
      lines.push(line.trimEnd());
      line = then;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
