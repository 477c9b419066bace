import { sharePicture } from "../lamps/share-picture";

export const GET = () =>
  sharePicture("dusk", "Lamps for the last hour of the day", "Sent first. Counted after, once.");
