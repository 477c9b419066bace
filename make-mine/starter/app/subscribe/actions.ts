"use server";

import { headers } from "next/headers";
import { redirectFromAction } from "@/lib/http/redirect-from-action";
import { requestIdOf } from "@/lib/http/request-id";
import { showPageAgain } from "@/lib/http/show-page-again";
import { deliverAfterResponse } from "@/lib/outbox/deliver";
import { addSubscriber, emailSchema } from "@/lib/subscribers";

/** Writes a subscriber down; whom that has to be told to is told right after the response. */
export async function subscribe(form: FormData): Promise<void> {
  const email = emailSchema.safeParse(form instanceof FormData ? form.get("email") : null);
  if (!email.success) return showPageAgain();
  const written = await addSubscriber(email.data, requestIdOf(await headers()));
  await deliverAfterResponse(written);
  return redirectFromAction("/subscribe/thanks");
}
