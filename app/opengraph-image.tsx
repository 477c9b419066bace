import { sharePicture } from "./lamps/share-picture";

export { size } from "./lamps/share-picture";
export const contentType = "image/png";
export const alt = "A lamp that lights the floor under it";

export default function Image() {
  return sharePicture(
    "dusk",
    "Lamps for the last hour of the day",
    "Sent first. Counted after, once.",
  );
}
