import { readFileSync } from "node:fs";
import { z } from "zod";
import { fail } from "../../protocol/errors.ts";

/** Numbers stand as decimal texts: JSON's would be rounded. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,78}$/)
  .transform(BigInt);
export const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
export const hexData = z.string().regex(/^0x([0-9a-fA-F]{2})*$/);

type Unusable = "ALT_NFT_FILE" | "ALT_DAO_BALLOT";

/** What a JSON file of ours says. Throws ALT_FILE_NOT_FOUND, or `unusable` with the file and its fault. */
export function readJson<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  unusable: Unusable,
): z.output<Schema> {
  const parsed = schema.safeParse(contentOf(file, unusable));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw fail(unusable, { file, fault: `${issue?.path.join(".") || "the whole"}: ${issue?.message}` });
}

function contentOf(file: string, unusable: Unusable): unknown {
  const text = textOf(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw fail(unusable, { file, fault: "it is not JSON" }, error);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw fail("ALT_FILE_NOT_FOUND", { file }, error);
  }
}
