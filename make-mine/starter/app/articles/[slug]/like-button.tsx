import { like } from "./actions";

/** A plain form, so it works without JavaScript too. */
export function LikeButton({ slug }: { slug: string }) {
  return (
    <form action={like}>
      <input type="hidden" name="slug" value={slug} />
      <button type="submit">Like</button>
    </form>
  );
}
