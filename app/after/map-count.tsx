import type { MapCell } from "./map-data";

const spoken = { right: "right", wrong: "wrong", error: "an error" } as const;

/** A cell of the map: its count, and in words for who does not see its colour. */
export function MapCount({ cell }: { cell: MapCell | null | undefined }) {
  if (!cell) return <td aria-label="not asked" />;
  return (
    <td data-verdict={cell.verdict}>
      {cell.says} <span>{spoken[cell.verdict]}</span>
    </td>
  );
}
