import "server-only";
import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { type Path, sitePath, withSlash } from "./site-path";

/**
 * The last line of a Server Action that leads to another page of this site, with JavaScript or
 * without. Throws Next's redirect: do not catch it.
 */
export async function redirectFromAction(path: Path): Promise<never> {
  // Next adds the basePath for its own script, but not to the Location of a form that is posted.
  const isPostedForm = !(await headers()).has("next-action");
  return redirect((isPostedForm ? sitePath(path) : withSlash(path)) as Route);
}
