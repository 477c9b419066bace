import { readFile } from "node:fs/promises";
import { Fragment, isValidElement, type ReactNode } from "react";
import { LampPicture } from "./lamp-picture";
import { Gradients } from "./light";

interface Drawn {
  type: unknown;
  props: Record<string, unknown> & { children?: ReactNode };
}

/**
 * A lamp as an SVG document of its own, in the colours of the light theme, for what knows no CSS.
 * Next keeps React's own renderer out of a route's code.
 */
export async function lampSvg(slug: string): Promise<string> {
  const css = await readFile(new URL("../globals.css", import.meta.url), "utf8");
  const colors = new Map(
    [...css.matchAll(/(--[\w-]+): light-dark\(([^,]+),/g)].map(([, name, light]) => [name, light]),
  );
  return draw(<LampPicture slug={slug} />)
    .replace(/<svg(.+?)>/, `<svg xmlns="http://www.w3.org/2000/svg"$1>${draw(<Gradients />)}`)
    .replaceAll(/var\((--[\w-]+)\)/g, (_, name: string) => colors.get(name) ?? "none");
}

function draw(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(draw).join("");
  if (!isValidElement(node)) return "";
  const { type, props } = node as unknown as Drawn;
  if (typeof type === "function") {
    return draw((type as (drawn: typeof props) => ReactNode)(props));
  }
  const { children, ...attributes } = props;
  if (type === Fragment) return draw(children);
  const written = Object.entries(attributes).map(
    ([name, value]) => ` ${attributeOf(name)}="${String(value)}"`,
  );
  return `<${String(type)}${written.join("")}>${draw(children)}</${String(type)}>`;
}

const attributeOf = (name: string) =>
  /^(stroke|stop)[A-Z]/.test(name)
    ? name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)
    : name;
