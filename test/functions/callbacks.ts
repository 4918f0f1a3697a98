import { expect } from "chai";
import { network } from "hardhat";
import type { ScriptedConsumer } from "../../types/index.js";
import { settle, WORD } from "./support/fulfilments.ts";
import { deployFunctions, type Functions } from "./support/functions.ts";
import {
  ask,
  askScripted,
  callOf,
  GWEI,
  isLive,
  mined,
  type Request,
  requestsIn,
  settlementOf,
  settlementsIn,
} from "./support/requests.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

const NO_REQUEST = [0n, 0n, 0n, 0n, ethers.ZeroHash, ethers.ZeroHash];

async function deploy() {
  return deployFunctions(connection);
}

async function deployScripted() {
  const functions = await deploy();
  const consumer: ScriptedConsumer = await ethers.deployContract("ScriptedConsumer");
  const request = await askScripted(
    functions,
    consumer,
    await callOf(functions, { callbackGasLimit: 2_000_000n }),
  );
  return { ...functions, scripted: consumer, request };
}

describe("callbacks", () => {
  describe("that fail", () => {
    it("are recorded, and neither their settlement nor their neighbours suffer", async () => {
      const functions = await networkHelpers.loadFixture(deployScripted);
      const { router, scripted, consumer, request } = functions;
      await scripted.planRevert(3n);
      const neighbours = [await ask(functions), await ask(functions)] as const;
      const sent = await settle(functions, [neighbours[0], request, neighbours[1]]);
      const reason = scripted.interface.encodeErrorResult("Bomb", ["0x000000"]);
      await expect(sent)
        .to.emit(router, "CallbackFailed")
        .withArgs(request.id, await scripted.getAddress(), reason);
      expect((await settlementsIn(router, sent)).size).to.equal(3);
      for (const { id } of neighbours) expect(await consumer.answerOf(id)).to.equal(ethers.keccak256(WORD));
    });

    it("with a bomb of returned data are cut to 256 bytes, and cost only what they burnt themselves", async () => {
      const functions = await networkHelpers.loadFixture(deployScripted);
      const { router, scripted } = functions;
      await scripted.planRevert(100_000n);
      const bomb = await settleCallback(functions);
      await expect(bomb.sent)
        .to.emit(router, "CallbackFailed")
        .withArgs(bomb.id, await scripted.getAddress(), (reason: string) => reason.length === 2 + 2 * 256);
      const { header } = functions.request;
      expect(bomb.gas < header.overheadGas + header.callbackGasLimit).to.equal(true);
    });
  });

  it("to a consumer without code succeed", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, payer } = functions;
    const sent = await router.connect(payer).request(payer, await callOf(functions), 10n ** 18n);
    const [request] = requestsIn(router, await mined(sent)) as [Request];
    await expect(settle(functions, [request])).to.not.emit(router, "CallbackFailed");
  });

  it("carry the result's bytes as they were signed, and the tag that the call was given", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { consumer } = functions;
    const tag = ethers.id("the consumer's own");
    const request = await ask(functions, { tag });
    expect(request.header.tag).to.equal(tag);
    const result = `0x${"00ff".repeat(16)}01`;
    await settle(functions, [request], { result });
    expect(await consumer.answerOf(request.id)).to.equal(ethers.keccak256(result));
    expect(await consumer.tagOf(request.id)).to.equal(tag);
  });

  describe("may", () => {
    it("make new requests and deposit", async () => {
      const functions = await networkHelpers.loadFixture(deployScripted);
      const { router, scripted, payer } = functions;
      const call = await callOf(functions);
      const { total } = await router.quote(call);
      await scripted.planCallback([
        step(functions, "deposit", [payer.address], 7n),
        step(functions, "requestPaid", [payer.address, call], total),
      ]);
      await payer.sendTransaction({ to: scripted, value: total + 7n });
      const accounted = await router.accounted();
      const { sent } = await settleCallback(functions);
      expect(await stepsIn(functions, sent)).to.deep.equal([true, true]);
      const [made] = requestsIn(router, await mined(sent)) as [Request];
      expect(await isLive(functions, [made, functions.request])).to.deep.equal([true, false]);
      expect(await router.accounted()).to.equal(accounted + total + 7n);
    });
  });

  describe("may not", () => {
    const attempts = [
      { name: "fulfill", args: [[], 1n, { signers: 0n, signatures: [] }, 0n] },
      { name: "expire", args: [[]] },
      { name: "withdraw", args: [`0x${"11".repeat(20)}`, 0n] },
      { name: "deliver", args: [NO_REQUEST, 0n, "0x"] },
      { name: "collect", args: [[]] },
      { name: "claimRoyalty", args: [1n] },
      { name: "claimOperatorFees", args: [1n, 0n] },
      { name: "claimTreasuryFees", args: [] },
    ] as const;
    for (const { name, args } of attempts) {
      it(`call ${name}`, async () => {
        const functions = await networkHelpers.loadFixture(deployScripted);
        const { router, scripted } = functions;
        await scripted.planCallback([step(functions, name, args)]);
        const { sent } = await settleCallback(functions);
        const reentered = router.interface.getError("TransientLockReentered")?.selector;
        await expect(sent).to.emit(scripted, "Stepped").withArgs(false, reentered);
        await scripted.act(step(functions, "deposit", [await scripted.getAddress()]));
      });
    }
  });
});

type Scripted = Awaited<ReturnType<typeof deployScripted>>;

/** One call of the router in a scripted callback. */
function step({ router }: Functions, name: string, args: readonly unknown[], value = 0n) {
  const data = router.interface.encodeFunctionData(name as "deposit", args as [string]);
  return { target: router, value, data };
}

async function settleCallback(functions: Scripted) {
  const { request, router } = functions;
  const sent = await settle(functions, [request], {}, { gasPrice: 2n * GWEI });
  const { reimbursed } = await settlementOf(router, sent, request);
  return { sent, id: request.id, gas: reimbursed / (2n * GWEI) };
}

async function stepsIn({ scripted }: Scripted, sent: Awaited<ReturnType<typeof settle>>) {
  const events = (await mined(sent)).logs.map((log) => scripted.interface.parseLog(log));
  return events.filter((event) => event?.name === "Stepped").map((event) => event?.args.success as boolean);
}
