"use client";

import { useState } from "react";
import { useFormStatus } from "react-dom";
import { addToBag } from "./actions";
import styles from "./product.module.css";

/** A plain form, so it works without JavaScript too. */
export function AddToBag({ slug }: { slug: string }) {
  return (
    <form action={addToBag}>
      <input type="hidden" name="slug" value={slug} />
      <SubmitButton />
    </form>
  );
}

function SubmitButton() {
  const { pending } = useFormStatus();
  const [wasPending, setWasPending] = useState(pending);
  const [isAdded, setIsAdded] = useState(false);
  if (wasPending !== pending) {
    setWasPending(pending);
    setIsAdded(!pending);
  }
  return (
    <>
      {/* Not disabled: a button that is loses the keyboard's focus. React queues a second press. */}
      <button className={styles.primary} type="submit" aria-disabled={pending}>
        {pending ? "Adding…" : "Add to bag"}
      </button>
      <output className={styles.added}>{isAdded && "Added"}</output>
    </>
  );
}
