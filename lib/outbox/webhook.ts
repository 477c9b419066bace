import "server-only";
import { Webhook } from "standardwebhooks";
import { env } from "../env";
import { printLine } from "../process/print-line";

/**
 * Posts a message to the partner, signed as https://www.standardwebhooks.com has it; the partner
 * keeps one of each `webhook-id`. Prints it where there is no `PARTNER_WEBHOOK_URL`.
 */
export async function sendWebhook(id: string, message: object, signal: AbortSignal): Promise<void> {
  const { partner } = env();
  const body = JSON.stringify(message);
  if (!partner) {
    printLine(`[webhook] ${JSON.stringify({ id, ...message })}`);
    return;
  }
  const now = new Date();
  const response = await fetch(partner.url, {
    method: "POST",
    body,
    signal,
    redirect: "error",
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": new Webhook(partner.secret).sign(id, now, body),
    },
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`The partner answered ${response.status}`);
}
