/** Text of the map with its `code` and [links](https://…) as elements. */
export function Inline({ text }: { text: string }) {
  const parts = text.split(/(`[^`]+`|\[[^\]]+\]\(https:[^)]+\))/);
  return parts.map((part, index) => {
    const [, code] = /^`(.+)`$/.exec(part) ?? [];
    const [, name, href] = /^\[(.+)\]\((.+)\)$/.exec(part) ?? [];
    // oxlint-disable no-array-index-key -- a text's parts never change
    if (code) return <code key={index}>{code}</code>;
    if (name && href) {
      return (
        <a key={index} href={href}>
          {name}
        </a>
      );
    }
    return part;
  });
}
