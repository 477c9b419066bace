import { readFile } from "node:fs/promises";
import { cacheLife } from "next/cache";
import { ImageResponse } from "next/og";
import { size } from "../open-graph";
import { lampSvg } from "./lamp-svg";

/** What shows where somebody shares a page: a lamp, a name, a line. Nothing is fetched for it. */
export async function sharePicture(slug: string, name: string, line: string): Promise<Response> {
  return new Response(await draw(slug, name, line), { headers: { "content-type": "image/png" } });
}

/** Cached, or each request for one would draw it anew. */
async function draw(slug: string, name: string, line: string): Promise<ArrayBuffer> {
  "use cache";
  cacheLife("max");
  const [lamp, serif] = await Promise.all([
    lampSvg(slug),
    readFile(new URL("../fonts/newsreader-latin-500-normal.woff", import.meta.url)),
  ]);
  const lampUrl = `data:image/svg+xml;base64,${Buffer.from(lamp).toString("base64")}`;
  const picture = new ImageResponse(
    <div style={{ display: "flex", width: "100%", height: "100%", background: "#faf6ef" }}>
      {/* oxlint-disable-next-line nextjs/no-img-element -- it is drawn into the picture */}
      <img src={lampUrl} width={size.height} height={size.height} alt="" />
      <div style={text}>
        <div style={{ color: "#6a5848", fontSize: 30 }}>Afterglow</div>
        <div style={{ fontSize: name.length > 12 ? 60 : 104, lineHeight: 1.1 }}>{name}</div>
        <div style={{ color: "#6a5848", fontSize: 36, lineHeight: 1.35 }}>{line}</div>
      </div>
    </div>,
    { ...size, fonts: [{ name: "Newsreader", data: serif, weight: 500 }] },
  );
  return picture.arrayBuffer();
}

const text = {
  display: "flex",
  flexDirection: "column",
  justifyContent: "space-between",
  flex: 1,
  padding: "64px 56px",
  color: "#2b2119",
} as const;
