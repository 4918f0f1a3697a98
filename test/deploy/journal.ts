import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { readJournal } from "../../deploy/journal.ts";

const SENDER = "0x1111111111111111111111111111111111111111";
const begun = (futureId: string) => ({
  type: "DEPLOYMENT_EXECUTION_STATE_INITIALIZE",
  futureId,
  from: SENDER,
});
const prepared = (futureId: string, nonce: number) => ({ type: "TRANSACTION_PREPARE_SEND", futureId, nonce });
const sent = (futureId: string) => ({ type: "TRANSACTION_SEND", futureId });
const mined = (futureId: string, blockNumber: number) => ({
  type: "TRANSACTION_CONFIRM",
  futureId,
  receipt: { blockHash: `0x${blockNumber}`, blockNumber },
});
const ended = (futureId: string, type: string) => ({
  type: "DEPLOYMENT_EXECUTION_STATE_COMPLETE",
  futureId,
  result: { type },
});

describe("the journal of an earlier deploy", () => {
  it("is undefined where there was none", () => {
    expect(readJournal(newFolder())).to.equal(undefined);
  });

  it("tells steps done from failed ones, and the blocks it knows", () => {
    const folder = folderWith(
      begun("A"),
      prepared("A", 0),
      sent("A"),
      mined("A", 7),
      ended("A", "SUCCESS"),
      begun("B"),
      prepared("B", 1),
      sent("B"),
      mined("B", 9),
      ended("B", "REVERTED_TRANSACTION"),
    );
    const { done, failed, unsettled, origin, anchor } = readJournal(folder) ?? {};
    expect({ done, failed, unsettled }).to.deep.equal({ done: ["A"], failed: ["B"], unsettled: [] });
    expect([origin?.blockNumber, anchor?.blockNumber]).to.deep.equal([7, 9]);
  });

  it("names a transaction of which nobody noted whether it left", () => {
    const { unsettled } = readJournal(folderWith(begun("A"), prepared("A", 4))) ?? {};
    expect(unsettled).to.deep.equal([{ futureId: "A", sender: SENDER, nonce: 4 }]);
  });

  it("forgets what was replaced or wiped", () => {
    const replaced = { type: "ONCHAIN_INTERACTION_REPLACED_BY_USER", futureId: "A" };
    const wiped = { type: "WIPE_APPLY", futureId: "B" };
    const folder = folderWith(begun("A"), prepared("A", 4), replaced, ended("B", "SIMULATION_ERROR"), wiped);
    expect(readJournal(folder)).to.deep.include({ unsettled: [], failed: [] });
  });

  it("drops half a line that a killed process left, and keeps the rest", () => {
    const folder = folderWith(begun("A"), ended("A", "SUCCESS"));
    const file = path.join(folder, "journal.jsonl");
    const whole = readFileSync(file, "utf8");
    writeFileSync(file, `${whole}\n{"type":"TRANSACTION_PRE`);
    expect(readJournal(folder)?.done).to.deep.equal(["A"]);
    expect(readFileSync(file, "utf8").trimEnd()).to.equal(whole);
  });
});

function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "althing-journal-"));
}

function folderWith(...messages: readonly object[]): string {
  const folder = newFolder();
  // Ignition writes the line's end before each line.
  const text = messages.map((message) => `\n${JSON.stringify(message)}`).join("");
  writeFileSync(path.join(folder, "journal.jsonl"), text);
  return folder;
}
