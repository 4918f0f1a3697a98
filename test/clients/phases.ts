import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { parseEther, ZeroHash } from "ethers";
import { network } from "hardhat";
import { describeCall, PhasesClient } from "../../clients/index.ts";
import { moment } from "../../protocol/moment.ts";
import { deployPhased, PHASE, PhaseKind, PRICE } from "../fixtures/collections.ts";
import { deployAll } from "../fixtures/deployment.ts";
import { failure } from "../helpers/failure.ts";

const connection = await network.create();
const { networkHelpers } = connection;
const { time } = networkHelpers;

const FOR_EVER = PHASE.end;

describe("PhasesClient", () => {
  async function deploy(...phases: Partial<typeof PHASE>[]) {
    const { addresses, alice, bob, carol } = await networkHelpers.loadFixture(deployAll);
    const whole = phases.map((phase) => ({ ...PHASE, ...phase }));
    const collection = await deployPhased(connection, whole, { signer: carol, walletLimit: 4n });
    const address = await collection.getAddress();
    const book = { ...addresses, collections: { Keys: address } };
    const clientOf = (runner: typeof alice) => new PhasesClient(book, runner, "Keys");
    const [buyer, stranger, signer] = [clientOf(alice), clientOf(bob), clientOf(carol)];
    return { book, address, alice, bob, carol, buyer, stranger, signer };
  }

  it("mints by an entry of the list, and says what is wrong with another's", async () => {
    const { alice } = await networkHelpers.loadFixture(deployAll);
    const tree = StandardMerkleTree.of([[alice.address, 2n, PRICE]], ["address", "uint256", "uint256"]);
    const { buyer, stranger, bob } = await deploy({ kind: PhaseKind.Allowlist, root: tree.root });
    const allowance = { limit: 2n, price: PRICE };
    const minted = await buyer.mintAllowlisted(2n, allowance, tree.getProof(0), bob.address);
    expect([minted.tokenIds, minted.owner, minted.paid]).to.deep.equal([[1n, 2n], bob.address, 2n * PRICE]);
    const limit = await failure(buyer.mintAllowlisted(1n, allowance, tree.getProof(0)), "ALT_NFT_LIMIT");
    expect(limit.figures).to.deep.equal({ account: alice.address, quantity: 1n, left: 0n });
    await failure(stranger.mintAllowlisted(1n, allowance, tree.getProof(0)), "ALT_NFT_NOT_LISTED");
  });

  it("signs vouchers, and mints by them", async () => {
    const { address, alice, bob, carol, buyer, stranger, signer } = await deploy({
      kind: PhaseKind.Signature,
    });
    const voucher = { limit: 1n, price: 0n, deadline: FOR_EVER };
    const signed = await signer.signVoucher(alice.address, 0n, voucher);
    expect(signed).to.deep.include({ account: alice.address, collection: address, phaseEnd: FOR_EVER });
    expect((await buyer.mintWithVoucher(1n, signed, signed.signature)).tokenIds).to.deep.equal([1n]);
    await failure(stranger.mintWithVoucher(1n, signed, signed.signature), "ALT_NFT_VOUCHER");
    const late = { ...voucher, deadline: 1n };
    await failure(buyer.mintWithVoucher(1n, late, signed.signature), "ALT_NFT_VOUCHER_EXPIRED");
    await failure(signer.signVoucher(alice.address, 1n, voucher), "ALT_NFT_PHASE_UNKNOWN");
    const { figures } = await failure(stranger.signVoucher(bob.address, 0n, voucher), "ALT_NFT_NOT_SIGNER");
    expect(figures).to.deep.equal({ account: bob.address, signer: carol.address });
  });

  it("signs no voucher that could never be used", async () => {
    const soon = BigInt(await time.latest()) + 1_000n;
    const { alice, signer } = await deploy(
      { end: 5n, kind: PhaseKind.Signature },
      { start: 5n, end: soon, kind: PhaseKind.Signature },
      { start: soon, kind: PhaseKind.Signature },
    );
    const sign = (phase: bigint, deadline: bigint) =>
      signer.signVoucher(alice.address, phase, { limit: 1n, price: 0n, deadline });
    await failure(sign(0n, FOR_EVER), "ALT_NFT_VOUCHER_TIME");
    await failure(sign(1n, 5n), "ALT_NFT_VOUCHER_TIME");
    expect((await sign(1n, soon - 1n)).deadline).to.equal(soon - 1n);
    const { figures } = await failure(sign(2n, soon - 1n), "ALT_NFT_VOUCHER_TIME");
    expect(figures).to.include({ phase: 2, opens: moment(soon), closes: "no end" });
    expect((await sign(2n, soon)).deadline).to.equal(soon);
    await time.increaseTo(soon);
    await failure(sign(1n, FOR_EVER), "ALT_NFT_VOUCHER_TIME");
  });

  it("tells the phases, what is open, and what is left for an account", async () => {
    const soon = BigInt(await time.latest()) + 1_000n;
    const { buyer, alice } = await deploy(
      { end: 5n },
      { start: 5n, end: soon, walletLimit: 3n, price: PRICE },
      { start: soon, end: soon + 5n, kind: PhaseKind.Signature },
      { start: soon + 5n, walletLimit: 1n },
    );
    const sale = await buyer.status(alice.address);
    const { phases } = sale;
    expect(phases.map(({ kind, state }) => `${kind} ${state}`)).to.deep.equal([
      "public over",
      "public open",
      "signature next",
      "public later",
    ]);
    expect([sale.open, sale.next]).to.deep.equal([phases[1], phases[2]]);
    expect(phases.map(({ limit, price }) => [limit, price])).to.deep.equal([
      [undefined, 0n],
      [3n, PRICE],
      [undefined, undefined],
      [1n, 0n],
    ]);
    expect([sale.walletLimit, sale.left, sale.minted, sale.maxSupply]).to.deep.equal([4n, 3n, 0n, 1_000n]);
  });

  it("makes calls for proposals, which are read as what they sell, to whom and when", async () => {
    const { book, buyer } = await deploy({ end: 5n });
    const later = 1_800_000_000n;
    const call = buyer.calls.setPhases(1n, [
      { ...PHASE, kind: PhaseKind.Allowlist, start: later, end: later + 60n, root: `0x${"11".repeat(32)}` },
      { ...PHASE, kind: PhaseKind.Signature, start: later + 60n, end: later + 120n, walletLimit: 5n },
      { ...PHASE, start: later + 120n, price: parseEther("0.05"), root: ZeroHash },
    ]);
    expect(describeCall(book, call)).to.equal(call.sentence);
    expect(call.sentence).to.equal(
      "Sell Keys, from phase 1 on, so: " +
        `to the list with root 0x${"11".repeat(32)} from 2027-01-15 08:00:00 UTC until 2027-01-15 08:01:00 UTC; ` +
        "to who has a voucher from 2027-01-15 08:01:00 UTC until 2027-01-15 08:02:00 UTC, 5 each at most; " +
        "to everybody for 0.05 ETH from 2027-01-15 08:02:00 UTC on",
    );
    expect(buyer.calls.setPhases(1n, []).sentence).to.equal("End the sale of Keys before phase 1");
  });

  it("says when the sale is closed, and where there is no such sale", async () => {
    const { buyer, book, alice } = await deploy({ end: 1n });
    const { figures } = await failure(buyer.openPhase(), "ALT_NFT_SALE_CLOSED");
    expect(figures).to.deep.equal({ opens: "never again" });
    const shields = new PhasesClient(book, alice);
    const missing = await failure(shields.openPhase(), "ALT_NFT_MODULE");
    expect(missing.figures).to.deep.equal({
      collection: "Shields of the Althing",
      module: "sale in phases",
    });
  });
});
