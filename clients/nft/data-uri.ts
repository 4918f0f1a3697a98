import { decodeBase64, toUtf8String } from "ethers";
import type { CollectionToken, TokenMetadata } from "./collection-types.ts";

/** Metadata and picture that a token's URI has in itself; undefined what is elsewhere. */
export function drawnBy(uri: string): Pick<CollectionToken, "metadata" | "svg"> {
  const json = textOfDataUri(uri, "application/json");
  if (json === undefined) return { metadata: undefined, svg: undefined };
  const metadata = JSON.parse(json) as TokenMetadata;
  return { metadata, svg: textOfDataUri(metadata.image ?? "", "image/svg+xml") };
}

/** The text of a base64 data URI; undefined if it is none of that media type. */
function textOfDataUri(uri: string, mediaType: string): string | undefined {
  const prefix = `data:${mediaType};base64,`;
  return uri.startsWith(prefix) ? toUtf8String(decodeBase64(uri.slice(prefix.length))) : undefined;
}
