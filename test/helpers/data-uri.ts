/** What a base64 data URI of this media type holds, as text. Refuses everything else, also stray bytes. */
export function decodeDataUri(uri: string, mediaType: string): string {
  const prefix = `data:${mediaType};base64,`;
  if (!uri.startsWith(prefix)) throw new SyntaxError(`not ${prefix}: ${uri.slice(0, 60)}`);
  const encoded = uri.slice(prefix.length);
  const bytes = Buffer.from(encoded, "base64");
  if (bytes.toString("base64") !== encoded) throw new SyntaxError("not canonical base64");
  return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
}

/** ERC-721's metadata JSON, and that of ERC-7572. */
export interface Metadata {
  readonly name: string;
  readonly description: string;
  readonly image: string;
  readonly attributes?: { readonly trait_type: string; readonly value: string }[];
}

/** Parses a token's or a collection's metadata URI. */
export function parseMetadata(uri: string): Metadata {
  return JSON.parse(decodeDataUri(uri, "application/json"));
}

/** The SVG in a metadata's image. */
export function imageOf({ image }: Metadata): string {
  return decodeDataUri(image, "image/svg+xml");
}
