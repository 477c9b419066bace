"use client";

import { useActionState } from "react";
import { order } from "./actions";

/** However often it is pressed, it is one order: the key names it. */
export function PlaceOrder({
  orderKey,
  closed,
}: {
  orderKey: string;
  closed?: string | undefined;
}) {
  const [refusal, place, isPending] = useActionState(order, undefined);
  return (
    <form action={place}>
      <input type="hidden" name="key" value={refusal?.key ?? orderKey} />
      <button type="submit" disabled={closed !== undefined} aria-busy={isPending}>
        Place order
      </button>
      {closed && <p>Orders are not taken here. {closed}.</p>}
      {refusal && !isPending && <p role="alert">{refusal.reason}</p>}
    </form>
  );
}
