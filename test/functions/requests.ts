import { expect } from "chai";
import { id as hashOf, keccak256, ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import { packRequest } from "../../protocol/request.ts";
import { packTask } from "../../protocol/task.ts";
import { hashRequest, hashTask } from "../../protocol/typed-data.ts";
import { settle } from "./support/fulfilments.ts";
import { DRAFT, deployFunctions, programOf, publish, TERMS } from "./support/functions.ts";
import { ask, type Call, callOf, isLive, requestIn } from "./support/requests.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

const LIMIT = 65_536n;
const MAX_CALLBACK_GAS = 10_000_000n;

async function deploy() {
  return deployFunctions(connection);
}

async function deployFree() {
  const functions = await deployFunctions(connection);
  const { router, dao } = functions;
  await router.connect(dao).setFixedFee(0n);
  await router.connect(dao).setFuelPrice(0n);
  await router.connect(dao).setBytePrice(0n);
  await router.connect(dao).setGasTerms(0n, 0n);
  return functions;
}

describe("RouterRequests", () => {
  describe("request", () => {
    it("pins everything in a header and a task, whose hash is its id", async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      const { router, consumer, payer, domain } = functions;
      const call = await callOf(functions, { mode: 1n, tag: hashOf("tag") });
      const { gasFee } = await router.quote(call);
      const request = await requestIn(router, await consumer.ask(payer, call, 10n ** 18n));
      const block = await ethers.provider.send("eth_getBlockByNumber", ["latest", false]);
      const { data, mode, program, ...limits } = call;
      const task = {
        program,
        calldataHash: keccak256(data),
        blockNumber: BigInt(block.number),
        timestamp: BigInt(block.timestamp),
        orderNumber: 0n,
        mode,
        prevrandao: block.mixHash,
        extension: ZeroHash,
      };
      expect(request.task).to.deep.equal(task);
      expect(request.header).to.deep.equal({
        ...limits,
        consumer: await consumer.getAddress(),
        refundTo: payer.address,
        sequence: 1n,
        slot: 0n,
        paid: false,
        capped: false,
        functionId: 1n,
        calldataBytes: 68n,
        overheadGas: gasFee / call.gasPriceCap - call.callbackGasLimit,
        fixedFee: TERMS.fixedFee,
        fuelPrice: TERMS.fuelPrice,
        bytePrice: TERMS.bytePrice,
        tipCap: TERMS.tipCap,
        l1FeeCap: 0n,
        treasuryShare: TERMS.treasuryShare,
        royaltyShare: DRAFT.royaltyShare,
        task: hashTask(task),
      });
      expect(request.id).to.equal(hashRequest(domain, request.header));
      expect(request.id).to.equal(await router.hashRequest(packRequest(request.header)));
      expect(await isLive(functions, [request])).to.deep.equal([true]);
    });

    for (const bytes of [0, 1, 31, 32, 33, 1_000]) {
      it(`announces header, task and ${bytes} bytes of calldata, as an encoder would`, async () => {
        const functions = await networkHelpers.loadFixture(deploy);
        const { router, consumer, payer } = functions;
        const call = await callOf(functions, { data: `0x${"c7".repeat(bytes)}` });
        const sent = await consumer.ask(payer, call, 10n ** 18n);
        const { id, header, task } = await requestIn(router, sent);
        const { callback, payer: payerWord, prices, limits, tag } = packRequest(header);
        const { program, moment, prevrandao } = packTask(task);
        const words = [callback, payerWord, prices, limits, tag, program, moment, prevrandao];
        const args = [id, payer.address, ...words, call.data];
        const announced = router.interface.encodeEventLog("Requested", args);
        const { data, topics } = (await sent.wait())?.logs[0] ?? {};
        expect({ data, topics }).to.deep.equal(announced);
      });
    }

    it("numbers the requests of an account, so that the same call twice has two ids", async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      const call = await callOf(functions);
      const [first, second] = [await ask(functions, call), await ask(functions, call)];
      expect([first.header.sequence, second.header.sequence]).to.deep.equal([1n, 2n]);
      expect(first.id).to.not.equal(second.id);
      expect((await functions.router.accountOf(functions.payer)).sequence).to.equal(2n);
    });

    it("caps the royalty that a version asks for", async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      const { program } = await publish(functions, { royaltyShare: 10_000n });
      const { header } = await ask(functions, { program });
      expect(header.royaltyShare).to.equal(TERMS.maxRoyaltyShare);
    });

    it("is refused where it could cost more than the caller allows", async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      const { router, consumer, payer } = functions;
      const call = await callOf(functions);
      const { total } = await router.quote(call);
      await expect(consumer.ask(payer, call, total - 1n))
        .to.be.revertedWithCustomError(router, "RouterCost")
        .withArgs(total, total - 1n);
    });

    it("is refused where the account has too little", async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      const { router, stranger } = functions;
      const call = await callOf(functions);
      const { total } = await router.quote(call);
      await router.deposit(stranger, { value: total - 1n });
      await expect(router.connect(stranger).request(stranger, call, total))
        .to.be.revertedWithCustomError(router, "RouterBalance")
        .withArgs(stranger.address, total - 1n, total);
    });

    it("for the account of somebody else, or nobody, is refused even where everything is free", async () => {
      const functions = await networkHelpers.loadFixture(deployFree);
      const { router, payer, stranger } = functions;
      const call = await callOf(functions, { gasPriceCap: 0n });
      expect((await router.quote(call)).total).to.equal(0n);
      for (const account of [payer.address, ZeroAddress]) {
        await expect(router.connect(stranger).request(account, call, 0n))
          .to.be.revertedWithCustomError(router, "RouterAllowance")
          .withArgs(account, stranger.address, 0n, 0n);
      }
    });

    it("that is free is settled like any other", async () => {
      const functions = await networkHelpers.loadFixture(deployFree);
      const request = await ask(functions, { gasPriceCap: 0n });
      await settle(functions, [request]);
      expect(await isLive(functions, [request])).to.deep.equal([false]);
    });

    const faults: { what: string; change: Partial<Call>; error: string; args: unknown[] }[] = [
      {
        what: "a program that nobody admitted",
        change: { program: programOf(1n, 2n) },
        error: "RouterProgram",
        args: [programOf(1n, 2n)],
      },
      {
        what: "a gas price cap below the minimum",
        change: { gasPriceCap: TERMS.minGasPriceCap - 1n },
        error: "RouterGasPriceCap",
        args: [TERMS.minGasPriceCap - 1n, TERMS.minGasPriceCap],
      },
      {
        what: "too much gas for the callback",
        change: { callbackGasLimit: MAX_CALLBACK_GAS + 1n },
        error: "RouterCallbackGas",
        args: [MAX_CALLBACK_GAS + 1n, MAX_CALLBACK_GAS],
      },
      {
        what: "too long a calldata",
        change: { data: `0x${"00".repeat(Number(LIMIT) + 1)}` },
        error: "RouterCalldataLength",
        args: [LIMIT + 1n, LIMIT],
      },
      {
        what: "too long a result",
        change: { maxResultBytes: LIMIT + 1n },
        error: "RouterResultLength",
        args: [LIMIT + 1n, LIMIT],
      },
    ];
    for (const { what, change, error, args } of faults) {
      it(`refuses ${what}, and so does the quote`, async () => {
        const functions = await networkHelpers.loadFixture(deploy);
        const { router, consumer, payer } = functions;
        const call = await callOf(functions, change);
        for (const attempt of [() => consumer.ask(payer, call, 10n ** 18n), () => router.quote(call)]) {
          await expect(attempt())
            .to.be.revertedWithCustomError(router, error)
            .withArgs(...args);
        }
      });
    }

    it("takes calldata and a result as long as may be", async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      const call = await callOf(functions, {
        data: `0x${"00".repeat(Number(LIMIT))}`,
        maxResultBytes: LIMIT,
      });
      expect((await functions.router.quote(call)).byteFee).to.equal(2n * LIMIT * TERMS.bytePrice);
    });

    it("refuses fees that no till could hold, to the wei", async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      const { router, consumer, payer, dao } = functions;
      const call = await callOf(functions, { fuelLimit: 1n, data: "0x", maxResultBytes: 0n });
      await router.connect(dao).setFuelPrice(1n);
      const most = 2n ** 80n - 1n;
      await router.connect(dao).setFixedFee(most - 1n);
      expect((await router.quote(call)).fuelFee).to.equal(1n);
      await router.connect(dao).setFixedFee(most);
      for (const attempt of [() => consumer.ask(payer, call, 2n ** 88n), () => router.quote(call)]) {
        await expect(attempt())
          .to.be.revertedWithCustomError(router, "RouterFeeLimit")
          .withArgs(most + 1n, most);
      }
    });

    it("takes deadlines within the DAO's bounds alone", async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      const { router, consumer, payer } = functions;
      const now = BigInt(await networkHelpers.time.latest()) + 100n;
      const [earliest, latest] = [now + TERMS.minDuration, now + TERMS.maxDuration];
      await networkHelpers.time.setNextBlockTimestamp(now);
      for (const deadline of [earliest - 1n, latest + 1n]) {
        await expect(consumer.ask(payer, await callOf(functions, { deadline }), 10n ** 18n))
          .to.be.revertedWithCustomError(router, "RouterDeadline")
          .withArgs(deadline, earliest, latest);
      }
      await ask(functions, { deadline: earliest });
      await networkHelpers.time.setNextBlockTimestamp(now + 1n);
      await ask(functions, { deadline: latest + 1n });
    });
  });
});
