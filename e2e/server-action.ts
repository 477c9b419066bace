/** The id of the Server Action of a page's form, which each build chooses anew. Throws without one. */
export function serverActionId(html: string): string {
  const [, id] = /\$ACTION_ID_([0-9a-f]+)/.exec(html) ?? [];
  if (!id) throw new Error("The page has no Server Action");
  return id;
}
