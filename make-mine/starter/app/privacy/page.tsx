import type { Metadata } from "next";
import { Suspense } from "react";
import { ConsentSwitch } from "../consent/consent-switch";

export const metadata: Metadata = { title: "Privacy" };

export default function PrivacyPage() {
  return (
    <>
      <h1>Privacy</h1>
      <p>Your visits are counted, unless you, or your browser, ask us not to.</p>
      <Suspense fallback={<p aria-busy="true">Loading…</p>}>
        <ConsentSwitch />
      </Suspense>
    </>
  );
}
