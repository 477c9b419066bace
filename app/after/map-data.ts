import "server-only";
import data from "./map-data.json";

/** What one way of asking for a place did on one host: "2/1" is 2 callbacks started and 1 ended. */
export interface MapCell {
  says: string;
  verdict: "right" | "wrong" | "error";
}

export interface Place {
  name: string;
  title: string;
  why: string;
  code: { file: string; text: string }[];
  /** By way of asking, one of each host, in their order; null where it was not asked. */
  cells: Record<string, (MapCell | null)[]>;
  /** What moved on another version of Next, a sentence each. */
  moved: { next: string; says: string }[];
}

/** What the lab measured: `npm run map -w lab` writes it here. Only the JSON beside this is generated. */
export interface MapData {
  next: string;
  otherVersions: string[];
  ways: Record<string, { title: string; means: string }>;
  hosts: { host: string; partialPrefetching: boolean }[];
  sections: { title: string; places: Place[] }[];
}

export const mapData = data as MapData;

/** The place of this name, or undefined. */
export const placeOf = (name: string): Place | undefined =>
  mapData.sections.flatMap(({ places }) => places).find((place) => place.name === name);
