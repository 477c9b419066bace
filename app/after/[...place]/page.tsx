import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { PageHeading } from "@/app/page-heading";
import { sitePath } from "@/lib/http/site-path";
import styles from "../after.module.css";
import { Inline } from "../inline";
import { MapCount } from "../map-count";
import { mapData, type Place, placeOf } from "../map-data";

type Props = PageProps<"/after/[...place]">;

const placeAsked = async ({ params }: Props) => placeOf((await params).place.join("/"));

export const generateStaticParams = () =>
  mapData.sections.flatMap(({ places }) => places.map(({ name }) => ({ place: name.split("/") })));

export async function generateMetadata(props: Props): Promise<Metadata> {
  const place = await placeAsked(props);
  if (!place) return {};
  const title = `after(): ${place.title.replaceAll("`", "")}`;
  return { title, alternates: { canonical: sitePath(`/after/${place.name}`) } };
}

export default function PlacePage(props: Props) {
  return (
    <div className={styles.map}>
      <p>
        <Link href="/after">All places</Link>
      </p>
      <Suspense fallback={<p aria-busy="true">Looking it up…</p>}>
        <Found {...props} />
      </Suspense>
    </div>
  );
}

async function Found(props: Props) {
  const place = await placeAsked(props);
  if (!place) notFound();
  return (
    <>
      <PageHeading>
        <Inline text={place.title} />
      </PageHeading>
      <p>
        <Inline text={place.why} />
      </p>
      <div className={styles.beside}>
        <Counts place={place} />
        <div>
          {place.code.map(({ file, text }) => (
            <figure key={file}>
              <figcaption>
                <code>{file}</code>
              </figcaption>
              <pre>
                <code>{text}</code>
              </pre>
            </figure>
          ))}
        </div>
      </div>
      <Versions place={place} />
    </>
  );
}

function Counts({ place: { cells } }: { place: Place }) {
  const { hosts, ways } = mapData;
  const asked = hosts.flatMap((host, index) =>
    Object.values(cells).some((row) => row[index]) ? [{ ...host, index }] : [],
  );
  return (
    <div className={styles.scrolls}>
      <table>
        <thead>
          <tr>
            <th scope="col">Asked by</th>
            {asked.map(({ host, partialPrefetching, index }) => (
              <th key={index} scope="col">
                <span>
                  {host}
                  {partialPrefetching ? "" : ", no partial prefetching"}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(cells).map(([way, row]) => (
            <tr key={way}>
              <th scope="row">{ways[way]?.title}</th>
              {asked.map(({ index }) => (
                <MapCount key={index} cell={row[index]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Versions({ place: { moved } }: { place: Place }) {
  const { next, otherVersions } = mapData;
  const alike = otherVersions.filter((version) => !moved.some((each) => each.next === version));
  return (
    <section>
      <h2>Other versions of Next.js</h2>
      <p>
        Measured on {next}
        {alike.length > 0 && `; the same on ${alike.join(", ")}`}.
      </p>
      <ul>
        {moved.map(({ next: version, says }) => (
          <li key={version + says}>
            {version}: <Inline text={says} />
          </li>
        ))}
      </ul>
    </section>
  );
}
