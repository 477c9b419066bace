import type { Page } from "@playwright/test";
import type { AnalyticsEvent, BrowserEvent, BrowserView } from "../../lib/analytics/events";

/** A page whose views are counted, and which the listing links to. */
export interface CountedPage {
  path: string;
  /** Its level-1 heading, and what the link to it begins with. */
  name: string;
  event: AnalyticsEvent;
}

/** What the core specs have to know of a site. */
export interface Site {
  /** A page with links to all counted pages, whose own views are counted by a beacon. */
  listing: { path: string; heading: string; event: BrowserView };
  /** At least two, for specs that need more than one. */
  counted: readonly [CountedPage, CountedPage, ...CountedPage[]];
  /** A page with the switch by which visitors stop being counted. */
  consent: { path: string };
  /** An address like a counted page's at which there is nothing, and what it shows. */
  missing: { path: (unique: string) => string; heading: string };
  /** An event that browsers may send; also posted as a marker, to wait for. */
  marker: BrowserEvent;
  /** A form with a Server Action on one of the counted pages; its `events` as it is sent repeatedly. */
  action: {
    page: CountedPage;
    button: string;
    fields: Record<string, string>;
    events: readonly AnalyticsEvent[];
  };
  /** What the revalidation webhook is told, its task, and the page whose cached part gets new. */
  revalidation: {
    body: Record<string, string>;
    task: string;
    path: string;
    /** When the cached part was made, as the page shows it. */
    madeAt: (page: Page) => Promise<string | null>;
  };
}
