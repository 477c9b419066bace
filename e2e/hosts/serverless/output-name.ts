/**
 * Names of a build's outputs. A page is an output of its own, and so is its payload (`.rsc`), and
 * each segment of that. All begin with the basePath, and none ends with a slash.
 */

/** The output that holds `suffix` of a page: `/` and `.rsc` are `/index.rsc`. */
export function outputName(page: string, suffix: string, basePath: string): string {
  const name = withoutSlash(page);
  return `${name === (basePath || "/") ? `${basePath}/index` : name}${suffix}`;
}

/** The address of {@link outputName}, on the host of the page's. */
export function outputUrl(page: URL, suffix: string, basePath: string): URL {
  const url = new URL(page);
  url.pathname = outputName(page.pathname, suffix, basePath);
  return url;
}

/** The page that a payload, or a segment of one, belongs to. */
export function pageOf(output: string, basePath: string): string {
  const page = output.replace(/(\.segments\/.*)?\.rsc$/, "");
  return page === `${basePath}/index` ? basePath || "/" : page;
}

/** The page that an address asks for, where the site has trailing slashes. The home page stays `/`. */
export function withoutSlash(pathname: string): string {
  return pathname.replace(/(?<=[^/])\/$/, "");
}

/** How an output may be asked for. Whether a slash at the end is right, the build's redirects say. */
export function withAndWithoutSlash(output: string): string[] {
  return output === "/" ? [output] : [output, `${output}/`];
}
