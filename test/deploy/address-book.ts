import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { toBeHex } from "ethers";
import type { AddressBook } from "../../clients/address-book.ts";
import { addressFile, readAddressBook, writeAddressBook } from "../../deploy/address-book.ts";
import { failure } from "../helpers/failure.ts";

const at = (place: number) => toBeHex(place, 20);

const BOOK: AddressBook = {
  chainId: 31337n,
  treasury: at(1),
  governor: at(2),
  registry: at(3),
  operatorSet: at(4),
  router: at(5),
  directory: at(6),
  fromBlock: 7,
};

describe("the file of a deployment's addresses", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "althing-book-"));
  });

  it("is read as it was written, with token and collections or without", () => {
    expect(readAddressBook(folder)).to.equal(undefined);
    const full = { ...BOOK, token: at(8), collection: at(9), collections: { Pets: at(9) } };
    for (const book of [BOOK, full]) {
      writeAddressBook(folder, book);
      expect(readAddressBook(folder)).to.deep.equal(book);
    }
  });

  it("is refused where a contract is missing that every organisation has, or an address is none", async () => {
    const { router: _, ...without } = BOOK;
    for (const wrong of [without, { ...BOOK, token: "0x12" }, { ...BOOK, chainId: "one" }]) {
      writeFileSync(addressFile(folder), JSON.stringify({ ...wrong, chainId: String(wrong.chainId) }));
      await failure((async () => readAddressBook(folder))(), "ALT_DEPLOY_BOOK_INVALID");
    }
    writeFileSync(addressFile(folder), "{");
    await failure((async () => readAddressBook(folder))(), "ALT_DEPLOY_BOOK_INVALID");
  });
});
