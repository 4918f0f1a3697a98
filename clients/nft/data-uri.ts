import { decodeBase64, toUtf8String } from "ethers";
import { fail } from "../../protocol/errors.ts";

/** The text of a base64 data URI; ALT_NFT_METADATA if it is none of that media type. */
export function textOfDataUri(uri: string, mediaType: string): string {
  const prefix = `data:${mediaType};base64,`;
  if (!uri.startsWith(prefix)) throw fail("ALT_NFT_METADATA", { expected: prefix });
  return toUtf8String(decodeBase64(uri.slice(prefix.length)));
}
