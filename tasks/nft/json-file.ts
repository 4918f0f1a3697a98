import { readFileSync } from "node:fs";
import type { z } from "zod";
import { fail } from "../../protocol/errors.ts";

/** What a JSON file of ours says. Throws ALT_FILE_NOT_FOUND or ALT_NFT_FILE. */
export function readJson<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(contentOf(file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw fail("ALT_NFT_FILE", { file, fault: `${issue?.path.join(".") || "the whole"}: ${issue?.message}` });
}

function contentOf(file: string): unknown {
  const text = textOf(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw fail("ALT_NFT_FILE", { file, fault: "it is not JSON" }, error);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw fail("ALT_FILE_NOT_FOUND", { file }, error);
  }
}
