import { stderr } from "node:process";
import { clearLine, cursorTo } from "node:readline";
import { WIDTH } from "./wrap.ts";

/** Shows how far it is: on a terminal in one line that changes, elsewhere in a line each. */
export function progress(): (text: string) => void {
  const began = Date.now();
  let last = "";
  return (text) => {
    if (text === last) return;
    last = text;
    const seconds = String(Math.round((Date.now() - began) / 1000)).padStart(4);
    const line = `${seconds} s  ${text}`.slice(0, WIDTH);
    if (!stderr.isTTY) {
      stderr.write(`${line}\n`);
      return;
    }
    cursorTo(stderr, 0);
    stderr.write(line);
    clearLine(stderr, 1);
  };
}
