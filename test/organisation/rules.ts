import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { parseEther } from "ethers";
import { organisationOn, readOrganisation } from "../../organisation/read.ts";
import type { ErrorCode } from "../../protocol/error-catalogue.ts";
import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { errorOf } from "../helpers/error-of.ts";
import {
  BOB,
  type Part,
  withCollection,
  withDao,
  withFunctions,
  withPhases,
  withToken,
} from "./support/changed.ts";
import { ALICE, collection, dao, functions, organisation, publicPhase } from "./types/parts.ts";

const SEPOLIA = 11_155_111n;
const allowlist = { ...publicPhase, kind: "allowlist", entries: [{ account: ALICE }] };
const native = { ...functions, bond: "native" };
const nftVotes = { ...dao, votes: { collection: "AcmePass" }, proposalThreshold: 1 };
const openSale = { kind: "open", price: "0.1", maxPerMint: 5 };
const grant = { to: ALICE, amount: "10", start: "2027-01-01", duration: "100 days" };

const nftOnly = (part: Part, daoPart: Part = {}) => ({
  name: "Acme",
  collections: [{ ...collection, votes: true, ...part }],
  dao: { ...nftVotes, ...daoPart },
  functions: native,
});

const refused: readonly (readonly [string, unknown, ErrorCode, object?])[] = [
  ["no config", undefined, "ALT_CONFIG_VALUE"],
  ["an amount in words", withToken({ cap: "many" }), "ALT_CONFIG_VALUE", { place: "token.cap" }],
  ["a negative amount", withToken({ cap: -1n }), "ALT_CONFIG_VALUE", { place: "token.cap" }],
  ["19 decimals", withToken({ premint: "0.0000000000000000001" }), "ALT_CONFIG_VALUE"],
  [
    "a duration in months",
    withDao({ votingPeriod: "1 month" }),
    "ALT_CONFIG_VALUE",
    { place: "dao.votingPeriod" },
  ],
  ["a vote of no length", withDao({ votingPeriod: "0 days" }), "ALT_CONFIG_VALUE"],
  ["a quorum above 100 %", withDao({ quorum: 101 }), "ALT_CONFIG_VALUE", { place: "dao.quorum" }],
  ["a quorum of nothing", withDao({ quorum: 0 }), "ALT_CONFIG_VALUE"],
  [
    "an address with a wrong checksum",
    withDao({ guardian: "0xf39fd6E51aad88F6F4ce6aB8827279cffFb92266" }),
    "ALT_CONFIG_VALUE",
  ],
  ["the zero address", withDao({ guardian: `0x${"0".repeat(40)}` }), "ALT_CONFIG_VALUE"],
  [
    "a day that is not",
    withPhases({ ...publicPhase, start: "2027-02-30" }),
    "ALT_CONFIG_VALUE",
    { place: "collections[0].sale.phases[0].start" },
  ],
  [
    "a name that Solidity would not take",
    { ...organisation, name: "my dao" },
    "ALT_CONFIG_VALUE",
    { place: "name" },
  ],
  ["a setting that is not", withDao({ qourum: 4 }), "ALT_CONFIG_UNKNOWN", { place: "dao", key: "qourum" }],
  [
    "two contracts of one name",
    withCollection({ contract: "AcmeToken" }),
    "ALT_CONFIG_NAME_TAKEN",
    { contract: "AcmeToken" },
  ],
  [
    "a contract with a name of Althing's own",
    withCollection({ contract: "Treasury" }),
    "ALT_CONFIG_NAME_TAKEN",
  ],
  [
    "a cap below the premint",
    withToken({ cap: "99" }),
    "ALT_CONFIG_CAP_BELOW_PREMINT",
    { cap: "99.0", premint: "100.0" },
  ],
  ["a cap whose votes cannot be counted", withToken({ cap: 2n ** 208n }), "ALT_CONFIG_CAP_TOO_LARGE"],
  [
    "more vesting than there is",
    withToken({ vesting: [{ ...grant, amount: "101" }] }),
    "ALT_CONFIG_ALLOTTED_ABOVE_PREMINT",
  ],
  [
    "a cliff after the end",
    withToken({ vesting: [{ ...grant, cliff: "101 days" }] }),
    "ALT_CONFIG_VESTING_TIMES",
    { grant: 1 },
  ],
  ["a grant of nothing", withToken({ vesting: [{ ...grant, amount: "0" }] }), "ALT_CONFIG_VESTING_EMPTY"],
  [
    "an airdrop for nobody",
    withToken({ airdrop: { entries: [], expires: "2028-01-01" } }),
    "ALT_CONFIG_AIRDROP_EMPTY",
  ],
  [
    "an airdrop of nothing",
    withToken({ airdrop: { entries: [{ account: ALICE, amount: "0" }], expires: "2028-01-01" } }),
    "ALT_CONFIG_AIRDROP_NOTHING",
  ],
  [
    "an allowlist without entries",
    withPhases({ ...allowlist, entries: [] }),
    "ALT_CONFIG_ALLOWLIST_EMPTY",
    { contract: "AcmePass", phase: "all" },
  ],
  [
    "an account twice in an allowlist",
    withPhases({ ...allowlist, entries: [{ account: ALICE }, { account: ALICE }] }),
    "ALT_CONFIG_ALLOWLIST_TWICE",
  ],
  [
    "phases that overlap",
    withPhases(
      { ...allowlist, end: "2027-02-02" },
      { ...publicPhase, name: "later", start: "2027-02-01T12:00:00Z" },
    ),
    "ALT_CONFIG_PHASES_OVERLAP",
    { earlier: "all", later: "later", start: "2027-02-01T12:00:00Z" },
  ],
  ["phases that begin at once", withPhases(allowlist, publicPhase), "ALT_CONFIG_PHASES_OVERLAP"],
  [
    "two signers of vouchers",
    withPhases(
      { kind: "signature", name: "one", start: "2027-01-01", limit: 5, signer: ALICE },
      { kind: "signature", name: "two", start: "2027-01-02", limit: 5, signer: BOB },
    ),
    "ALT_CONFIG_SIGNERS",
  ],
  [
    "a phase that ends before it begins",
    withPhases({ ...publicPhase, end: "2027-01-31" }),
    "ALT_CONFIG_PHASE_TIMES",
  ],
  [
    "a limit above the supply",
    withPhases({ ...publicPhase, limit: 101 }),
    "ALT_CONFIG_PHASE_LIMIT",
    { limit: 101 },
  ],
  [
    "a royalty over 10 %",
    withCollection({ royalty: 10.5 }),
    "ALT_CONFIG_ROYALTY",
    { royalty: 10.5, most: 10 },
  ],
  [
    "a soulbound token that can be lent",
    withCollection({ soulbound: true, rental: true }),
    "ALT_CONFIG_SOULBOUND",
  ],
  [
    "a soulbound token with a royalty",
    withCollection({ soulbound: true, royalty: 1 }),
    "ALT_CONFIG_SOULBOUND",
  ],
  [
    "a revocable token that can be sold on",
    withCollection({ revocable: true }),
    "ALT_CONFIG_REVOCABLE",
    { fault: "not soulbound" },
  ],
  [
    "a revocable token that is bought",
    withCollection({ revocable: true, soulbound: true, sale: { kind: "open", price: "1", maxPerMint: 1 } }),
    "ALT_CONFIG_REVOCABLE",
    { fault: "sold" },
  ],
  [
    "more founders' tokens than there will be",
    withCollection({ founders: [{ to: ALICE, quantity: 101 }] }),
    "ALT_CONFIG_FOUNDERS_ABOVE_SUPPLY",
  ],
  [
    "a sale of what the founders have",
    withCollection({ sale: openSale, founders: [{ to: ALICE, quantity: 100 }] }),
    "ALT_CONFIG_SALE_OF_NOTHING",
  ],
  [
    "a mint above the supply",
    withCollection({ sale: { ...openSale, maxPerMint: 101 } }),
    "ALT_CONFIG_PER_MINT_ABOVE_SUPPLY",
  ],
  [
    "a reveal before the sale is over",
    withCollection({
      sale: { kind: "phases", maxPerMint: 5, phases: [{ ...publicPhase, end: "2027-03-01" }] },
      metadata: {
        kind: "reveal",
        placeholder: "ipfs://x",
        commitment: `0x${"1".repeat(64)}`,
        notBefore: "2027-02-15",
      },
    }),
    "ALT_CONFIG_REVEAL_EARLY",
    { contract: "AcmePass" },
  ],
  ["a bond in no token", { ...nftOnly({ sale: openSale }), functions }, "ALT_CONFIG_BOND_TOKEN"],
  ["durations that leave no request", withFunctions({ minDuration: "8 days" }), "ALT_CONFIG_DURATIONS"],
  ["shares above a fee", withFunctions({ treasuryShare: 90 }), "ALT_CONFIG_FEE_SHARES"],
  ["a super quorum below the quorum", withDao({ superQuorum: 4 }), "ALT_CONFIG_SUPER_QUORUM"],
  ["an extension longer than a vote", withDao({ lateQuorumExtension: "8 days" }), "ALT_CONFIG_LATE_QUORUM"],
  [
    "an extension longer than a local vote",
    { ...withDao({ lateQuorumExtension: "1 day" }), local: { dao: { votingPeriod: "1 minute" } } },
    "ALT_CONFIG_LATE_QUORUM",
    { period: 60 },
  ],
  [
    "a threshold of what vests",
    withToken({ vesting: [{ ...grant, amount: "97" }] }),
    "ALT_CONFIG_THRESHOLD",
    { votes: "3.0" },
  ],
  [
    "a quorum no one can reach",
    { ...withToken({ vesting: [{ ...grant, amount: "85" }] }), dao: { ...dao, quorum: 20 } },
    "ALT_CONFIG_QUORUM",
    { quorum: 20, needed: "20.0", votable: "15.0" },
  ],
  [
    "a threshold above supply",
    withDao({ proposalThreshold: "101" }),
    "ALT_CONFIG_THRESHOLD",
    { threshold: "101.0", votes: "100.0" },
  ],
  [
    "a threshold above a collection's supply",
    nftOnly({ sale: openSale }, { proposalThreshold: 101 }),
    "ALT_CONFIG_THRESHOLD",
    { votes: 100 },
  ],
  ["votes of no token", { ...organisation, token: undefined, functions: native }, "ALT_CONFIG_VOTES_TOKEN"],
  ["votes of a token that nobody has", withToken({ premint: "0" }), "ALT_CONFIG_NOBODY_VOTES"],
  [
    "votes of a collection that is not",
    nftOnly({ sale: openSale }, { votes: { collection: "AcmeBadge" } }),
    "ALT_CONFIG_VOTES_COLLECTION",
  ],
  ["votes of a collection without", nftOnly({ sale: openSale, votes: false }), "ALT_CONFIG_VOTES_COLLECTION"],
  ["votes of a collection that nobody gets", nftOnly({}), "ALT_CONFIG_NOBODY_VOTES", { voting: "AcmePass" }],
];

describe("rules of an organisation's config", () => {
  for (const [what, config, code, figures = {}] of refused) {
    it(`refuse ${what}`, () => {
      const error = errorOf(() => readOrganisation(config, "."));
      expect(error?.code).to.equal(code);
      expect(error?.figures).to.deep.include(figures);
    });
  }

  it("say in one sentence what is wrong and what was found", () => {
    const { message } = errorOf(() => readOrganisation(withDao({ votingDelay: "soon" }), ".")) ?? {};
    expect(message).to.equal(
      'dao.votingDelay must be a duration in one unit, such as "2 days" or "0 seconds", not "soon"',
    );
  });

  it("read amounts, durations, moments and percentages in the units of contracts", () => {
    const config = {
      ...withToken({ cap: "2.5", premint: 1n * 10n ** 18n, vesting: [] }),
      dao: { ...dao, proposalThreshold: "0.25" },
      collections: [
        { ...collection, royalty: 7.25, sale: { kind: "phases", maxPerMint: 5, phases: [publicPhase] } },
      ],
    };
    const { token: coin, dao: votes, collections } = readOrganisation(config, ".");
    expect([coin?.cap, votes.proposalThreshold]).to.deep.equal([parseEther("2.5"), parseEther("0.25")]);
    expect([votes.votingPeriod, collections[0]?.royalty]).to.deep.equal([604_800, 725]);
    expect(collections[0]?.sale).to.have.nested.property("phases[0].start", 1_801_440_000);
  });

  it("take a local node's settings there alone", () => {
    const config = { ...organisation, local: { dao: { timelockDelay: "10 seconds" } } };
    const found = readOrganisation(config, ".");
    expect(organisationOn(found, LOCAL_CHAIN_ID).dao.timelockDelay).to.equal(10);
    expect(organisationOn(found, SEPOLIA).dao.timelockDelay).to.equal(172_800);
  });
});

describe("lists of an organisation's config", () => {
  it("are read from files beside it", () => {
    const folder = folderWith("list.csv", `account,limit,price\n${ALICE},3,0.5\r\n${BOB},,\n\n`);
    const { collections } = readOrganisation(withPhases({ ...allowlist, entries: "list.csv" }), folder);
    expect(collections[0]?.sale).to.have.deep.nested.property("phases[0].entries", [
      { account: ALICE, limit: 3, price: parseEther("0.5") },
      { account: BOB },
    ]);
  });

  it("name the line that is wrong", () => {
    const folder = folderWith("list.csv", `account,amount\n${ALICE},1\nsomebody,1\n`);
    const config = withToken({ airdrop: { entries: "list.csv", expires: "2028-01-01" } });
    const error = errorOf(() => readOrganisation(config, folder));
    expect([error?.code, error?.figures.line]).to.deep.equal(["ALT_CONFIG_LIST", 3]);
  });

  it("must be there, and not empty", () => {
    const config = withPhases({ ...allowlist, entries: "list.csv" });
    const empty = folderWith("list.csv", "account\n");
    expect(errorOf(() => readOrganisation(config, folderWith("other.csv", "")))?.code).to.equal(
      "ALT_FILE_NOT_FOUND",
    );
    expect(errorOf(() => readOrganisation(config, empty))?.code).to.equal("ALT_CONFIG_ALLOWLIST_EMPTY");
  });
});

function folderWith(name: string, text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "althing-lists-"));
  writeFileSync(path.join(folder, name), text);
  return folder;
}
