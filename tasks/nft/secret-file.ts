import { existsSync } from "node:fs";
import { z } from "zod";
import type { RevealSecret } from "../../clients/index.ts";
import { writeText } from "../shared/files.ts";
import { readJson } from "../shared/json-file.ts";

/** For its owner's eyes alone. */
const OWNER_ONLY = 0o600;

const schema = z.object({ seed: z.string().regex(/^0x[0-9a-f]{64}$/i), baseUri: z.string() });

/** What `nft commit` wrote; undefined where there is no file. Throws ALT_NFT_FILE. */
export function readSecret(file: string): RevealSecret | undefined {
  return existsSync(file) ? readJson(file, schema, "ALT_NFT_FILE") : undefined;
}

export function writeSecret(file: string, secret: RevealSecret): void {
  writeText(file, `${JSON.stringify(secret, undefined, 2)}\n`, OWNER_ONLY);
}
