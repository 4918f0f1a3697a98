import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { expect } from "chai";
import { id, ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import { accountsOf } from "../fixtures/accounts.ts";
import { deployPhased, PHASE, PhaseKind, type PhaseSettings, PRICE } from "../fixtures/collections.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;
const accounts = await accountsOf(connection);
const { admin, holder, alice, bob, carol } = accounts;

/** Far enough ahead that nothing begins before a test says so. */
const SOON = BigInt(await time.latest()) + 1_000_000n;

const publicPhase: PhaseSettings = { ...PHASE, price: PRICE };
const signed: PhaseSettings = { ...PHASE, kind: PhaseKind.Signature };

type Entry = [account: string, limit: bigint, price: bigint];
const list: Entry[] = [
  [alice.address, 3n, PRICE / 2n],
  [bob.address, 1n, 0n],
  [holder.address, 300n, PRICE],
];
const tree = StandardMerkleTree.of(list, ["address", "uint256", "uint256"]);
const listed: PhaseSettings = { ...PHASE, kind: PhaseKind.Allowlist, root: tree.root };

/** What the account has in the list, with its proof. */
function entitlementOf(account: string) {
  const place = list.findIndex(([listed]) => listed === account);
  const [, limit = 0n, price = 0n] = list[place] ?? [];
  return { allowance: { limit, price }, proof: tree.getProof(place) };
}

describe("CollectionPhases", () => {
  beforeEach(async () => {
    snapshot = await networkHelpers.takeSnapshot();
  });
  afterEach(() => snapshot.restore());
  let snapshot: Awaited<ReturnType<typeof networkHelpers.takeSnapshot>>;

  describe("a public phase", () => {
    it("sells to anyone at its price, from its first second until before its end", async () => {
      const phase = { ...publicPhase, start: SOON, end: SOON + 100n };
      const collection = await deployPhased(connection, [phase]);
      await time.setNextBlockTimestamp(SOON - 1n);
      await expect(collection.mint(alice, 1n, { value: PRICE }))
        .to.be.revertedWithCustomError(collection, "CollectionSaleClosed")
        .withArgs(SOON);
      await time.setNextBlockTimestamp(SOON);
      await collection.connect(alice).mint(bob, 2n, { value: 2n * PRICE });
      expect(await collection.balanceOf(bob)).to.equal(2n);
      await time.setNextBlockTimestamp(SOON + 99n);
      await collection.connect(alice).mint(alice, 1n, { value: PRICE });
      await time.setNextBlockTimestamp(SOON + 100n);
      await expect(collection.mint(alice, 1n, { value: PRICE }))
        .to.be.revertedWithCustomError(collection, "CollectionSaleClosed")
        .withArgs(0n);
    });

    it("takes its price alone", async () => {
      const collection = await deployPhased(connection, [publicPhase]);
      for (const paid of [0n, 2n * PRICE - 1n, 2n * PRICE + 1n]) {
        await expect(collection.mint(alice, 2n, { value: paid }))
          .to.be.revertedWithCustomError(collection, "CollectionPaymentInvalid")
          .withArgs(paid, 2n * PRICE);
      }
    });

    it("keeps to its limit for each caller, whoever gets the tokens", async () => {
      const collection = await deployPhased(connection, [{ ...PHASE, walletLimit: 3n }]);
      await collection.connect(alice).mint(bob, 2n);
      await expect(collection.connect(alice).mint(carol, 2n))
        .to.be.revertedWithCustomError(collection, "CollectionLimitExceeded")
        .withArgs(alice, 2n, 1n);
      await collection.connect(alice).mint(carol, 1n);
      await collection.connect(bob).mint(bob, 3n);
      expect(await collection.mintedBy(alice)).to.deep.equal([3n, 3n]);
    });

    it("refuses no tokens, and more than a limit can count", async () => {
      const collection = await deployPhased(connection, [{ ...PHASE, walletLimit: 3n }]);
      await expect(collection.mint(alice, 0n)).to.be.revertedWithCustomError(
        collection,
        "CollectionQuantityInvalid",
      );
      const quantity = 2n ** 255n;
      await expect(collection.connect(alice).mint(alice, quantity))
        .to.be.revertedWithCustomError(collection, "CollectionLimitExceeded")
        .withArgs(alice, quantity, 3n);
    });
  });

  describe("an allowlist phase", () => {
    it("sells what the caller's entry says, at its price", async () => {
      const collection = await deployPhased(connection, [listed]);
      const { allowance, proof } = entitlementOf(alice.address);
      const call = collection.connect(alice);
      await call.mintAllowlisted(carol, 2n, allowance, proof, { value: PRICE });
      expect(await collection.balanceOf(carol)).to.equal(2n);
      await expect(call.mintAllowlisted(alice, 2n, allowance, proof, { value: PRICE }))
        .to.be.revertedWithCustomError(collection, "CollectionLimitExceeded")
        .withArgs(alice, 2n, 1n);
      await expect(call.mintAllowlisted(alice, 1n, allowance, proof, { value: PRICE }))
        .to.be.revertedWithCustomError(collection, "CollectionPaymentInvalid")
        .withArgs(PRICE, PRICE / 2n);
    });

    it("refuses another's entry, another limit or price, and half a proof", async () => {
      const collection = await deployPhased(connection, [listed]);
      const { allowance, proof } = entitlementOf(alice.address);
      const attempts = [
        { caller: bob, allowance, proof },
        { caller: alice, allowance: { ...allowance, limit: 4n }, proof },
        { caller: alice, allowance: { ...allowance, price: 0n }, proof },
        { caller: alice, allowance, proof: proof.slice(1) },
        { caller: alice, allowance, proof: [] },
      ];
      for (const { caller, allowance, proof } of attempts) {
        const value = allowance.price;
        await expect(collection.connect(caller).mintAllowlisted(alice, 1n, allowance, proof, { value }))
          .to.be.revertedWithCustomError(collection, "CollectionProofInvalid")
          .withArgs(caller, allowance.limit, allowance.price);
      }
    });

    it("is no public phase, nor open to vouchers", async () => {
      const collection = await deployPhased(connection, [listed]);
      const voucher = { limit: 1n, price: 0n, deadline: 2n ** 40n - 1n };
      for (const attempt of [
        () => collection.mint(alice, 1n),
        () => collection.mintWithVoucher(alice, 1n, voucher, "0x"),
      ]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(collection, "CollectionPhaseKind")
          .withArgs(0n, PhaseKind.Allowlist);
      }
    });

    it("keeps to the phase's own limit too", async () => {
      const collection = await deployPhased(connection, [{ ...listed, walletLimit: 2n }]);
      const { allowance, proof } = entitlementOf(alice.address);
      const value = (3n * PRICE) / 2n;
      await expect(collection.connect(alice).mintAllowlisted(alice, 3n, allowance, proof, { value }))
        .to.be.revertedWithCustomError(collection, "CollectionLimitExceeded")
        .withArgs(alice, 3n, 2n);
    });
  });

  describe("a signature phase", () => {
    const types = {
      MintVoucher: [
        { name: "phaseStart", type: "uint40" },
        { name: "phaseEnd", type: "uint40" },
        { name: "account", type: "address" },
        { name: "limit", type: "uint64" },
        { name: "price", type: "uint96" },
        { name: "deadline", type: "uint40" },
      ],
    };
    const voucher = { limit: 2n, price: PRICE, deadline: SOON };

    type Phased = Awaited<ReturnType<typeof deployPhased>>;

    async function sign(collection: Phased, change: Record<string, unknown> = {}, signer = carol) {
      const { name, version, chainId, verifyingContract } = await collection.eip712Domain();
      const domain = { name, version, chainId, verifyingContract };
      const { start: phaseStart, end: phaseEnd } = signed;
      const message = { phaseStart, phaseEnd, account: alice.address, ...voucher, ...change };
      return signer.signTypedData(domain, types, message);
    }

    it("sells what the signer allows, as often as it says in all", async () => {
      const collection = await deployPhased(connection, [signed], { signer: carol });
      const signature = await sign(collection);
      const call = collection.connect(alice);
      await call.mintWithVoucher(alice, 1n, voucher, signature, { value: PRICE });
      await call.mintWithVoucher(bob, 1n, voucher, signature, { value: PRICE });
      await expect(call.mintWithVoucher(alice, 1n, voucher, signature, { value: PRICE }))
        .to.be.revertedWithCustomError(collection, "CollectionLimitExceeded")
        .withArgs(alice, 1n, 0n);
    });

    it("takes a contract's word (ERC-1271)", async () => {
      const wallet = await ethers.deployContract("SmartWallet", [carol]);
      const collection = await deployPhased(connection, [signed], { signer: wallet });
      const signature = await sign(collection);
      await collection.connect(alice).mintWithVoucher(alice, 1n, voucher, signature, { value: PRICE });
      const forged = await sign(collection, {}, bob);
      await expect(
        collection.connect(alice).mintWithVoucher(alice, 1n, voucher, forged, { value: PRICE }),
      ).to.be.revertedWithCustomError(collection, "CollectionVoucherInvalid");
    });

    it("refuses what was signed otherwise: by another, for another account, phase, limit, price or deadline", async () => {
      const collection = await deployPhased(connection, [signed], { signer: carol });
      const signatures = [
        await sign(collection, {}, bob),
        await sign(collection, { account: bob.address }),
        await sign(collection, { phaseStart: 1n }),
        await sign(collection, { phaseEnd: SOON }),
        await sign(collection, { limit: 1n }),
        await sign(collection, { price: 0n }),
        await sign(collection, { deadline: SOON + 1n }),
        "0x",
      ];
      for (const signature of signatures) {
        await expect(
          collection.connect(alice).mintWithVoucher(alice, 1n, voucher, signature, { value: PRICE }),
        )
          .to.be.revertedWithCustomError(collection, "CollectionVoucherInvalid")
          .withArgs(alice, 0n);
      }
    });

    it("takes no voucher of a phase that was replaced, and those of one that stayed under another number", async () => {
      const [first, second] = [
        { ...signed, start: SOON, end: SOON + 10n },
        { ...signed, start: SOON + 10n, end: SOON + 20n },
      ];
      const collection = await deployPhased(connection, [first, second], { signer: carol });
      const later = { ...voucher, deadline: SOON + 100n };
      const times = ({ start, end }: PhaseSettings) => ({ ...later, phaseStart: start, phaseEnd: end });
      const ofFirst = await sign(collection, times(first));
      const ofSecond = await sign(collection, times(second));
      const shorter = { ...first, end: SOON + 5n };
      await collection
        .connect(admin)
        .setPhases(0n, [shorter, { ...PHASE, start: SOON + 6n, end: SOON + 7n }, second]);
      const mint = (signature: string) =>
        collection.connect(alice).mintWithVoucher(alice, 1n, later, signature, { value: PRICE });
      await time.setNextBlockTimestamp(SOON);
      await expect(mint(ofFirst))
        .to.be.revertedWithCustomError(collection, "CollectionVoucherInvalid")
        .withArgs(alice, 0n);
      await time.setNextBlockTimestamp(SOON + 10n);
      await mint(ofSecond);
      expect(await collection.balanceOf(alice)).to.equal(1n);
    });

    it("refuses a voucher after its deadline, and all of a signer that was replaced", async () => {
      const collection = await deployPhased(connection, [signed], { signer: carol });
      const signature = await sign(collection);
      await expect(collection.connect(admin).setSigner(ZeroAddress))
        .to.emit(collection, "SignerChanged")
        .withArgs(carol, ZeroAddress);
      const mint = () =>
        collection.connect(alice).mintWithVoucher(alice, 1n, voucher, signature, { value: PRICE });
      await expect(mint()).to.be.revertedWithCustomError(collection, "CollectionVoucherInvalid");
      await collection.connect(admin).setSigner(carol);
      await time.setNextBlockTimestamp(SOON + 1n);
      await expect(mint())
        .to.be.revertedWithCustomError(collection, "CollectionVoucherExpired")
        .withArgs(SOON);
      await expect(collection.connect(alice).setSigner(alice))
        .to.be.revertedWithCustomError(collection, "OwnableUnauthorizedAccount")
        .withArgs(alice);
    });
  });

  describe("limits over all phases", () => {
    it("hold in any mix", async () => {
      const first = { ...listed, end: SOON };
      const second = { ...PHASE, start: SOON, walletLimit: 4n };
      const collection = await deployPhased(connection, [first, second], { walletLimit: 5n });
      const { allowance, proof } = entitlementOf(alice.address);
      const call = collection.connect(alice);
      await call.mintAllowlisted(alice, 3n, allowance, proof, { value: (3n * PRICE) / 2n });
      expect(await collection.mintedBy(alice)).to.deep.equal([3n, 3n]);
      await time.setNextBlockTimestamp(SOON);
      await expect(call.mint(alice, 3n))
        .to.be.revertedWithCustomError(collection, "CollectionLimitExceeded")
        .withArgs(alice, 3n, 2n);
      await call.mint(alice, 2n);
      expect(await collection.mintedBy(alice)).to.deep.equal([5n, 2n]);
    });
  });

  describe("phases that cannot be", () => {
    const faults: { what: string; phases: PhaseSettings[]; error: string; args: unknown[] }[] = [
      {
        what: "end before they start",
        phases: [{ ...PHASE, start: 5n, end: 5n }],
        error: "CollectionPhaseTimes",
        args: [0n, 5n, 5n],
      },
      {
        what: "overlap",
        phases: [
          { ...PHASE, end: 10n },
          { ...PHASE, start: 9n },
        ],
        error: "CollectionPhaseOverlaps",
        args: [1n, 9n, 10n],
      },
      {
        what: "are an allowlist without a list",
        phases: [{ ...listed, root: ZeroHash }],
        error: "CollectionPhaseRoot",
        args: [0n, PhaseKind.Allowlist, ZeroHash],
      },
      {
        what: "are public and have a list",
        phases: [{ ...PHASE, root: id("list") }],
        error: "CollectionPhaseRoot",
        args: [0n, PhaseKind.Public, id("list")],
      },
      {
        what: "have a price that their allowances would not have",
        phases: [{ ...listed, price: 1n }],
        error: "CollectionPhasePrice",
        args: [0n, PhaseKind.Allowlist, 1n],
      },
      {
        what: "need signatures of nobody",
        phases: [signed],
        error: "CollectionSignerUnset",
        args: [0n],
      },
    ];
    for (const { what, phases, error, args } of faults) {
      it(`are refused where they ${what}`, async () => {
        const collection = await deployPhased(connection, []);
        await expect(deployPhased(connection, phases))
          .to.be.revertedWithCustomError(collection, error)
          .withArgs(...args);
      });
    }
  });

  describe("setPhases", () => {
    const [early, late] = [
      { ...PHASE, end: SOON },
      { ...PHASE, start: SOON, end: SOON + 10n, price: 7n },
    ];

    it("replaces what has not begun", async () => {
      const collection = await deployPhased(connection, [early, late]);
      const next = [
        { ...listed, start: SOON + 1n, end: SOON + 2n },
        { ...PHASE, start: SOON + 3n },
      ];
      await expect(collection.connect(admin).setPhases(1n, next)).to.emit(collection, "PhasesChanged");
      const expected = [early, ...next].map((phase) => Object.values(phase));
      expect(await collection.phases()).to.deep.equal(expected);
      expect(await collection.openPhase()).to.equal(0n);
      await collection.connect(admin).setPhases(1n, []);
      expect(await collection.phases()).to.have.length(1);
    });

    it("leaves what has begun, and begins nothing in the past", async () => {
      const collection = await deployPhased(connection, [early, late]);
      await expect(collection.connect(admin).setPhases(0n, []))
        .to.be.revertedWithCustomError(collection, "CollectionPhaseBegun")
        .withArgs(0n, 0n);
      const ended = await deployPhased(connection, [{ ...PHASE, end: 10n }]);
      await expect(ended.connect(admin).setPhases(1n, [{ ...PHASE, start: 11n }]))
        .to.be.revertedWithCustomError(collection, "CollectionPhaseBegun")
        .withArgs(1n, 11n);
      await expect(collection.connect(admin).setPhases(3n, []))
        .to.be.revertedWithCustomError(collection, "CollectionPhaseUnknown")
        .withArgs(3n, 2n);
    });

    it("checks as the constructor does", async () => {
      const collection = await deployPhased(connection, [early]);
      await expect(collection.connect(admin).setPhases(1n, [{ ...PHASE, start: SOON - 1n }]))
        .to.be.revertedWithCustomError(collection, "CollectionPhaseOverlaps")
        .withArgs(1n, SOON - 1n, SOON);
    });

    it("is the owner's", async () => {
      const collection = await deployPhased(connection, [early]);
      await expect(collection.connect(alice).setPhases(1n, []))
        .to.be.revertedWithCustomError(collection, "OwnableUnauthorizedAccount")
        .withArgs(alice);
    });
  });
});
