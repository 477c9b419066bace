import { cookies, headers } from "next/headers";
import { reasonNotToTrack } from "@/lib/analytics/consent";
import { setConsent } from "./actions";

/** Per request: whether this visitor's visits are counted, and a switch that works without JavaScript. */
export async function ConsentSwitch() {
  const request = new Headers(await headers());
  // Rendered again after the action, headers() still has the cookie that the browser sent.
  request.set("cookie", (await cookies()).toString());
  const refusal = reasonNotToTrack(request);
  if (refusal === "privacy signal" || refusal === "opted out of PostHog") {
    return <p>Your visits are not counted: {refusal}.</p>;
  }
  return (
    <form action={setConsent}>
      <input type="hidden" name="choice" value={refusal ? "on" : "off"} />
      <button type="submit" role="switch" aria-checked={!refusal}>
        Count my visits
      </button>
    </form>
  );
}
