import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { writeWhole } from "../../scripts/support/files.ts";
import { withLock } from "../../scripts/support/lock.ts";
import { progressLine } from "../../scripts/support/progress-bar.ts";
import { failure } from "../helpers/failure.ts";

const newFolder = () => mkdtempSync(path.join(tmpdir(), "althing-script-"));

describe("files of scripts", () => {
  it("are written whole, with the folders above them", async () => {
    const folder = newFolder();
    const file = path.join(folder, "a/b.csv");
    writeWhole(file, "one");
    writeWhole(file, "two");
    expect(readFileSync(file, "utf8")).to.equal("two");
    expect(readdirSync(path.dirname(file))).to.deep.equal(["b.csv"]);
    await failure((async () => writeWhole(path.join(file, "c"), "x"))(), "ALT_FILE_NOT_WRITTEN");
  });

  it("are locked against a second run, but not by one that was killed", async () => {
    const file = path.join(newFolder(), "journal.lock");
    const work = () => withLock(file, async () => existsSync(file));
    expect([await work(), existsSync(file)]).to.deep.equal([true, false]);
    // The parent lives as long as this test; the other id is above what Linux gives.
    writeFileSync(file, String(process.ppid));
    const { figures } = await failure(work(), "ALT_SCRIPT_RUNNING");
    expect(figures).to.deep.equal({ pid: process.ppid, file });
    for (const gone of ["99999999", "", "nonsense"]) {
      writeFileSync(file, gone);
      expect(await work()).to.equal(true);
    }
  });
});

describe("progress bar", () => {
  it("shows how much is done, and how long the rest will take", () => {
    expect(progressLine(0, 100, "tokens")).to.equal("[························] 0 of 100 tokens");
    expect(progressLine(50, 100, "tokens", 12)).to.equal(
      "[############············] 50 of 100 tokens, 12 s left",
    );
    expect(progressLine(100, 100, "tokens", 0)).to.equal("[########################] 100 of 100 tokens");
    expect(progressLine(0, 0, "tokens")).to.match(/^\[#{24}\]/);
  });
});
