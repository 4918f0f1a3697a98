import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { bundleFunction } from "../../functions/bundler.ts";
import { generatePrelude } from "../../functions/sdk/build-prelude.ts";
import { prelude } from "../../runtime/prelude.ts";
import { failure } from "../runtime/helpers/errors.ts";

const FUNCTIONS = fileURLToPath(new URL("../../functions", import.meta.url));

describe("guest SDK: bundles", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "althing-bundler-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("are the same bytes wherever the sources are", async () => {
    await cp(FUNCTIONS, join(folder, "elsewhere"), { recursive: true });
    const here = await bundleFunction(join(FUNCTIONS, "traits/traits.ts"));
    const there = await bundleFunction(join(folder, "elsewhere/traits/traits.ts"));
    expect(there.bytes).to.deep.equal(here.bytes);
    expect(new TextDecoder().decode(here.bytes)).not.to.include(FUNCTIONS);
  });

  it("leave the codec to the prelude", async () => {
    const { bytes } = await bundleFunction(join(FUNCTIONS, "traits/traits.ts"));
    expect(bytes.length < 4096).to.equal(true);
  });

  it("name the place of a syntax error", async () => {
    const file = join(folder, "broken.ts");
    await writeFile(file, "const a = 1;\nconst = 2;\n");
    const { figures } = await failure("ALT_GUEST_SYNTAX", () => bundleFunction(file));
    expect(figures.file).to.equal("broken.ts:2:6");
  });

  it("name a file or an import that is not there", async () => {
    await failure("ALT_GUEST_SYNTAX", () => bundleFunction(join(folder, "absent.ts")));
    const file = join(folder, "importer.ts");
    await writeFile(file, 'import "./absent.ts";\n');
    await failure("ALT_GUEST_SYNTAX", () => bundleFunction(file));
  });
});

describe("guest SDK: the prelude", () => {
  it("is what its sources generate", async () => {
    expect(await prelude()).to.equal(await generatePrelude());
  });
});
