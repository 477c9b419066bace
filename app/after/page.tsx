import type { Metadata } from "next";
import Link from "next/link";
import { sitePath } from "@/lib/http/site-path";
import { PageHeading } from "../page-heading";
import { PartLabel } from "../teaching/part-label";
import styles from "./after.module.css";
import { Inline } from "./inline";
import { mapData, type Place } from "./map-data";
import { MapCount } from "./map-count";

export const metadata: Metadata = {
  title: "What after() does",
  description: "How often the callback of after() runs, by the place where it is called.",
  alternates: { canonical: sitePath("/after") },
};

/** The map of the lab, to look a place up: static, and without a script. */
export default function MapPage() {
  const { next, ways, hosts, sections } = mapData;
  const [host] = hosts;
  const columns = Object.keys(ways);
  return (
    <div className={styles.map}>
      <PartLabel kind="shell" />
      <PageHeading>
        What <code>after()</code> does
      </PageHeading>
      <p>
        How often its callback runs depends on the place where it is called, and on the way in which
        that is asked for. Right is 1 for a view and 0 for everything else. Measured on {host?.host}{" "}
        with Next.js {next}; open a place for its code, the reason, other hosts and other versions.
      </p>
      <ul className={styles.legend}>
        <li data-verdict="right">right</li>
        <li data-verdict="wrong">wrong: too often, or not at all</li>
        <li data-verdict="error">Next logs an error, or the build refuses it</li>
      </ul>
      <section className={styles.scrolls} aria-label="The map">
        <table>
          <thead>
            <tr>
              <th scope="col">Place</th>
              {columns.map((way) => (
                <th key={way} scope="col">
                  <span>{ways[way]?.title}</span>
                </th>
              ))}
            </tr>
          </thead>
          {sections.map(({ title, places }) => (
            <tbody key={title}>
              <tr>
                <th className={styles.section} scope="rowgroup" colSpan={columns.length + 1}>
                  <Inline text={title} />
                </th>
              </tr>
              {places.map((place) => (
                <PlaceRow key={place.name} place={place} ways={columns} />
              ))}
            </tbody>
          ))}
        </table>
      </section>
      <h2>The ways of asking</h2>
      <dl className={styles.ways}>
        {Object.values(ways).map(({ title, means }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              <Inline text={means} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function PlaceRow({ place, ways }: { place: Place; ways: string[] }) {
  return (
    <tr>
      <th scope="row">
        <Link href={`/after/${place.name}`} prefetch={false}>
          <Inline text={place.title} />
        </Link>
      </th>
      {ways.map((way) => (
        <MapCount key={way} cell={place.cells[way]?.[0]} />
      ))}
    </tr>
  );
}
