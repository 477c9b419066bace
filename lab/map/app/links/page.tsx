import { Suspense } from "react";
import { LinkInQuestion } from "./link-in-question";

/** Where soft navigations begin: one link, out of sight until somebody scrolls. */
export default function Links() {
  return (
    <>
      <h1>Links</h1>
      <div style={{ height: "5000px" }} />
      <Suspense>
        <LinkInQuestion />
      </Suspense>
    </>
  );
}
