import type { Metadata } from "next";
import { Suspense } from "react";
import { ConsentSwitch } from "../consent/consent-switch";
import { PageHeading } from "../page-heading";

export const metadata: Metadata = { title: "Privacy" };

export default function PrivacyPage() {
  return (
    <>
      <PageHeading>Privacy</PageHeading>
      <p>Your visits are counted, unless you, or your browser, ask us not to.</p>
      <Suspense fallback={<p aria-busy="true">Loading…</p>}>
        <ConsentSwitch />
      </Suspense>
    </>
  );
}
