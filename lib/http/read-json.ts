import { problem } from "./problem";

type Read = { value: unknown } | { refusal: Response };

/**
 * The JSON of a request's body. Refuses (415, 413, 400) another media type, more than `maxBytes`,
 * counted while reading whatever Content-Length says, and text that is not UTF-8 or not JSON.
 * Throws only when the client goes away.
 */
export async function readJson(
  request: Request,
  { mediaTypes, maxBytes }: { mediaTypes: readonly string[]; maxBytes: number },
): Promise<Read> {
  const [mediaType = "", ...parameters] = (request.headers.get("content-type") ?? "")
    .toLowerCase()
    .split(";")
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="));
  if (!mediaTypes.includes(mediaType) || (charset && !/^charset="?utf-8"?$/.test(charset))) {
    return refuse(415, `Send ${mediaTypes.join(" or ")} in UTF-8`);
  }
  if (request.headers.has("content-encoding")) return refuse(415, "Send the body uncompressed");

  const tooLarge = () => refuse(413, `The body may have at most ${maxBytes} bytes`);
  if (Number(request.headers.get("content-length")) > maxBytes) return tooLarge();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytes = 0;
  let text = "";
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) return tooLarge();
      text += decoder.decode(chunk, { stream: true });
    }
    text += decoder.decode();
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(400, "The body is not valid JSON");
    if (error instanceof TypeError) return refuse(400, "The body is not valid UTF-8");
    throw error;
  }
}

const refuse = (status: number, title: string): Read => ({ refusal: problem(status, title) });
