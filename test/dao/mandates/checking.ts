import { expect } from "chai";
import { concat, dataSlice, keccak256, toBeHex } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../../protocol/outcome.ts";
import { TIMELOCK_DELAY } from "../../fixtures/dao.ts";
import { Ending, encodeList, type Payout, Status, withMandates } from "../../fixtures/mandates.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

const [A, B, C, D] = [1n, 2n, 3n, 4n].map((n) => toBeHex(n * 0x1111n, 20)) as [
  string,
  string,
  string,
  string,
];
const word = (value: bigint) => toBeHex(value, 32);

describe("What a function answered", () => {
  describe("within the mandate", () => {
    const fits: readonly (readonly [string, readonly Payout[]])[] = [
      ["one payout of the most that one may get", [[A, 60n]]],
      [
        "the most recipients, and the whole total",
        [
          [A, 60n],
          [B, 39n],
          [C, 1n],
        ],
      ],
      [
        "payouts of nothing beside others",
        [
          [A, 0n],
          [B, 60n],
        ],
      ],
    ];
    for (const [name, list] of fits)
      it(`is scheduled: ${name}`, async () => {
        const { mandates, answered } = await withMandates(connection);
        const { id, result } = await answered(list);
        expect(await mandates.resultHashOf(id)).to.equal(keccak256(result));
        await expect(mandates.schedule(id, result)).to.emit(mandates, "MandateScheduled");
        expect(await mandates.statusOf(id)).to.equal(Status.Scheduled);
      });
  });

  describe("beyond the mandate", () => {
    const list = encodeList([
      [A, 10n],
      [B, 20n],
    ]);
    const body = dataSlice(list, 64);
    const faults: readonly (readonly [string, bigint, string | readonly Payout[]])[] = [
      ["no list", Ending.Empty, []],
      [
        "a recipient twice",
        Ending.Unsorted,
        [
          [A, 30n],
          [A, 30n],
        ],
      ],
      [
        "recipients that descend",
        Ending.Unsorted,
        [
          [B, 1n],
          [A, 1n],
        ],
      ],
      ["the zero address", Ending.Unsorted, [[toBeHex(0n, 20), 1n]]],
      [
        "one unit too much for one",
        Ending.RecipientLimit,
        [
          [A, 1n],
          [B, 61n],
        ],
      ],
      [
        "an amount that would overflow the sum",
        Ending.RecipientLimit,
        [
          [A, 2n ** 256n - 1n],
          [B, 2n],
        ],
      ],
      [
        "one unit too much for all",
        Ending.TotalLimit,
        [
          [A, 60n],
          [B, 41n],
        ],
      ],
      ["nothing at all", Ending.Malformed, "0x"],
      ["half a word", Ending.Malformed, "0x1234"],
      ["a list cut short", Ending.Malformed, dataSlice(list, 0, 64 + 96)],
      ["a byte after the list", Ending.Malformed, concat([list, "0x00"])],
      ["a payout after the list", Ending.Malformed, concat([list, word(BigInt(C)), word(1n)])],
      ["a length beyond the list", Ending.Malformed, concat([word(32n), word(3n), body])],
      ["a length short of the list", Ending.Malformed, concat([word(32n), word(1n), body])],
      ["a length beyond everything", Ending.Malformed, concat([word(32n), word(2n ** 256n - 1n), body])],
      ["an offset that leads elsewhere", Ending.Malformed, concat([word(64n), word(2n), body])],
      [
        "a recipient of more than 20 bytes",
        Ending.Malformed,
        concat([word(32n), word(1n), word((1n << 160n) | BigInt(A)), word(1n)]),
      ],
    ];
    for (const [name, ending, given] of faults)
      it(`ends the mandate: ${name}`, async () => {
        const { mandates, treasury, open, answer } = await withMandates(connection);
        const { id, requestId } = await open();
        const result = typeof given === "string" ? given : encodeList(given);
        await answer(requestId, result);
        const checked = await mandates.schedule(id, result);
        await expect(checked).to.emit(mandates, "MandateEnded").withArgs(id, ending);
        await expect(checked).not.to.emit(treasury, "CallScheduled");
        expect(await mandates.statusOf(id)).to.equal(Status.Ended);
      });

    it("ends the mandate: one recipient too many, which the router would not even bring", async () => {
      const { mandates, router, open, answer } = await withMandates(connection);
      const { id, requestId } = await open();
      const result = encodeList([A, B, C, D].map((recipient) => [recipient, 1n]));
      await expect(answer(requestId, result)).to.be.revertedWithCustomError(router, "RouterNothingSettled");
      const address = await router.getAddress();
      await networkHelpers.impersonateAccount(address);
      const asRouter = mandates.connect(await ethers.getSigner(address));
      await asRouter.onFunctionResult(requestId, word(id), Outcome.Success, result);
      await expect(mandates.schedule(id, result))
        .to.emit(mandates, "MandateEnded")
        .withArgs(id, Ending.TooMany);
    });

    it("ends the mandate: a list that names the mandates, who could not fetch what they refuse", async () => {
      const { mandates, answered } = await withMandates(connection);
      const { id, result } = await answered([[await mandates.getAddress(), 1n]]);
      await expect(mandates.schedule(id, result))
        .to.emit(mandates, "MandateEnded")
        .withArgs(id, Ending.Recipient);
    });
  });

  describe("in time", () => {
    it("is scheduled up to the last second in which it can be paid", async () => {
      const { mandates, answered } = await withMandates(connection);
      const { id, result } = await answered([[A, 1n]]);
      const { expiry } = await mandates.termsOf(id);
      await networkHelpers.time.setNextBlockTimestamp(expiry - BigInt(TIMELOCK_DELAY));
      const checked = networkHelpers.takeSnapshot();
      await expect(mandates.schedule(id, result)).to.emit(mandates, "MandateScheduled");
      await (await checked).restore();
      await networkHelpers.time.setNextBlockTimestamp(expiry - BigInt(TIMELOCK_DELAY) + 1n);
      await expect(mandates.schedule(id, result))
        .to.emit(mandates, "MandateEnded")
        .withArgs(id, Ending.Expired);
    });

    it("waits as long as was voted, or as long as the treasury makes everybody wait", async () => {
      const { treasury, asTreasury, scheduled } = await withMandates(connection);
      const wait = async ({ readyAt }: { readyAt: bigint }) =>
        readyAt - BigInt(await networkHelpers.time.latest());
      expect(await wait(await scheduled([[A, 1n]]))).to.equal(BigInt(TIMELOCK_DELAY));
      expect(await wait(await scheduled([[A, 1n]], { delay: 5000n }))).to.equal(5000n);
      await treasury.connect(asTreasury).updateDelay(7000n);
      expect(await wait(await scheduled([[A, 1n]], { delay: 5000n }))).to.equal(7000n);
    });
  });

  it("is nothing but what the router brought, by whatever hand it comes", async () => {
    const { mandates, open, answered } = await withMandates(connection);
    const { id, result } = await answered([[A, 1n]]);
    const other = encodeList([[B, 1n]]);
    for (const attempt of [mandates.schedule, mandates.operationOf])
      await expect(attempt(id, other))
        .to.be.revertedWithCustomError(mandates, "MandatesResult")
        .withArgs(id, keccak256(other), keccak256(result));
    const waiting = await open();
    await expect(mandates.schedule(waiting.id, result))
      .to.be.revertedWithCustomError(mandates, "MandatesStatus")
      .withArgs(waiting.id, Status.Asked);
    await mandates.schedule(id, result);
    await expect(mandates.schedule(id, result))
      .to.be.revertedWithCustomError(mandates, "MandatesStatus")
      .withArgs(id, Status.Scheduled);
  });

  it("comes from the router that was asked, and from nobody else", async () => {
    const { mandates, open, alice } = await withMandates(connection);
    const { id, requestId } = await open();
    const call = mandates
      .connect(alice)
      .onFunctionResult(requestId, word(id), Outcome.Success, encodeList([[A, 1n]]));
    await expect(call)
      .to.be.revertedWithCustomError(mandates, "FunctionConsumerUnexpectedCallback")
      .withArgs(alice, requestId);
  });

  describe("that is no result", () => {
    const failures = [
      ["an error of the function's own", Outcome.Revert, "0xdeadbeef"],
      ["fuel that ran out", Outcome.OutOfFuel, "0x"],
      ["a trap", Outcome.Trap, "0x"],
      ["a program that cannot be run", Outcome.Unserviceable, "0x"],
    ] as const;
    for (const [name, outcome, reason] of failures)
      it(`ends the mandate, and says why: ${name}`, async () => {
        const { mandates, open, answer } = await withMandates(connection);
        const { id, requestId } = await open();
        const fuelUsed =
          outcome === Outcome.Revert ? 5n : outcome === Outcome.Unserviceable ? 0n : 1_000_000n;
        const failed = await answer(requestId, reason, { outcome, fuelUsed });
        await expect(failed).to.emit(mandates, "MandateFailed").withArgs(id, outcome, reason);
        await expect(failed).to.emit(mandates, "MandateEnded").withArgs(id, Ending.Failed);
        await expect(mandates.schedule(id, reason))
          .to.be.revertedWithCustomError(mandates, "MandatesStatus")
          .withArgs(id, Status.Ended);
      });
  });
});
