import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Fragment, isValidElement, type ReactNode } from "react";
import { Gradient, type Glow } from "./gradient";
import { LampPicture } from "./lamp-picture";
import { Light } from "./light";

interface Drawn {
  type: unknown;
  props: Record<string, unknown> & { children?: ReactNode };
}

/**
 * A lamp as an SVG document of its own, in the colours of the light theme, for what knows neither
 * React's client components nor CSS.
 */
export async function lampSvg(slug: string): Promise<string> {
  const css = await readFile(join(process.cwd(), "app/globals.css"), "utf8");
  const colors = new Map(
    [...css.matchAll(/(--[\w-]+): light-dark\(([^,]+),/g)].map(([, name, light]) => [name, light]),
  );
  let gradients = 0;
  const draw = (node: ReactNode): string => {
    if (Array.isArray(node)) return node.map(draw).join("");
    if (!isValidElement(node)) return "";
    const { type, props } = node as unknown as Drawn;
    if (type === Light) {
      gradients += 1;
      return draw(<Gradient id={`light-${gradients}`} {...(props as unknown as Glow)} />);
    }
    if (typeof type === "function") {
      return draw((type as (drawn: typeof props) => ReactNode)(props));
    }
    const { children, ...attributes } = props;
    if (type === Fragment) return draw(children);
    const written = Object.entries(attributes).map(
      ([name, value]) => ` ${attributeOf(name)}="${String(value)}"`,
    );
    return `<${String(type)}${written.join("")}>${draw(children)}</${String(type)}>`;
  };
  const drawing = draw(<LampPicture slug={slug} />);
  return drawing
    .replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
    .replaceAll(/var\((--[\w-]+)\)/g, (_, name: string) => colors.get(name) ?? "none");
}

const attributeOf = (name: string) =>
  /^(stroke|stop)[A-Z]/.test(name)
    ? name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)
    : name;
