import { expect } from "chai";
import { parseEther, parseUnits } from "ethers";
import { network } from "hardhat";
import {
  FunctionsClient,
  MandatesClient,
  mandateInWords,
  TreasuryClient,
  toContractError,
} from "../../clients/index.ts";
import { moment } from "../../protocol/moment.ts";
import { publishFunction, startRelay, type TestRelay } from "../../testing/index.ts";
import { companyAtWork, PAYMENT_DELAY } from "../fixtures/company.ts";
import { failure } from "../helpers/failure.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

describe("mandates client", () => {
  let relay: TestRelay | undefined;

  async function deploy() {
    const company = await companyAtWork(connection);
    relay ??= await startRelay(connection, company.addresses);
    const { mandates, pass, draftOf } = company;
    /** A mandate whose payment waits in the treasury. */
    async function scheduled(recipient: string, amount: bigint, asset?: string) {
      const draft = await draftOf([[recipient, 1n]], amount);
      await pass("Pay", [await mandates.callToOpen(asset === undefined ? draft : { ...draft, asset })]);
      await relay?.settle();
      return (await mandates.schedule(1n)).mandate;
    }
    /** A mandate whose function has answered. */
    async function answered() {
      await pass("Pay", [await mandates.callToOpen(await draftOf([[company.alice.address, 1n]], 5n))]);
      await relay?.settle();
      return mandates.show(1n);
    }
    return { ...company, scheduled, answered };
  }

  after(() => relay?.stop());

  it("says in words what is voted on, and sends along all that the request may cost, whatever others left at the router", async () => {
    const { mandates, draftOf, addresses, alice, bob, carol, deployer } = await deploy();
    const { question, ...terms } = await draftOf([[alice.address, 1n]], parseEther("1"));
    const draft = { ...terms, question: { ...question, gasPriceCap: parseUnits("10", "gwei") } };
    const call = await mandates.callToOpen(draft);
    expect(call.target).to.equal(addresses.mandates);
    expect(call.value > 0n && call.value < parseEther("0.1")).to.equal(true);
    const { program } = mandates.contract.interface.decodeFunctionData("open", call.data)[1];
    const bounds = `Pay at most 1 ETH in all, 0.6 ETH each and 10 recipients by ${moment(draft.expiry)}`;
    const conditions = `held 1 hour or longer, unless ${carol.address} refuses`;
    expect(call.sentence).to.match(/ with 0\.\d+ ETH$/);
    expect(call.sentence.replace(/ with 0\.\d+ ETH$/, "")).to.equal(
      `${bounds}, ${conditions}, to whom program ${program} says when asked`,
    );
    const functions = new FunctionsClient(addresses, deployer);
    await functions.fund(parseEther("1"), addresses.mandates);
    expect((await mandates.callToOpen({ ...draft, asset: bob.address })).value).to.equal(call.value);
  });

  it("refuses to propose what could not be paid", async () => {
    const { mandates, draftOf, addresses, alice } = await deploy();
    const draft = await draftOf([[alice.address, 1n]], parseEther("1"));
    const { functionId } = await publishFunction(connection, addresses, "functions/traits/traits.ts");
    const question = { functionId, endpoint: "traits", args: [1n, `0x${"00".repeat(32)}`] };
    const { figures } = await failure(
      mandates.callToOpen({ ...draft, question }),
      "ALT_DAO_MANDATE_ENDPOINT",
    );
    expect(figures).to.include({ functionId, endpoint: "traits(uint256,bytes32)", endpoints: "none" });
    for (const maxRecipients of [0, 101, 1.5])
      await failure(mandates.callToOpen({ ...draft, maxRecipients }), "ALT_DAO_MANDATE_RECIPIENTS");
    const soon = BigInt(await time.latest()) + 3_600n;
    await failure(mandates.callToOpen({ ...draft, expiry: soon }), "ALT_DAO_MANDATE_EXPIRY");
    await failure(mandates.show(1n), "ALT_DAO_UNKNOWN_MANDATE");
    expect(await mandates.list()).to.deep.equal([]);
  });

  it("tells what a recipient refused", async () => {
    const { mandates, scheduled, addresses } = await deploy();
    const { readyAt } = await scheduled(addresses.registry, parseEther("0.5"));
    await time.increaseTo(readyAt ?? 0n);
    const { mandate } = await mandates.execute(1n);
    expect(mandate.payouts).to.deep.equal([
      { recipient: addresses.registry, amount: parseEther("0.5"), credited: true },
    ]);
    expect(mandateInWords(mandate).at(-1)).to.equal(
      `${addresses.registry} refused its 0.5 ETH, which are kept for it to withdraw.`,
    );
  });

  it("pays any ERC-20, once the treasury has it", async () => {
    const { mandates, scheduled, addresses, deployer, alice } = await deploy();
    const coin = await ethers.deployContract("PlainERC20", [deployer, parseEther("3")]);
    const { readyAt, asset } = await scheduled(alice.address, parseEther("0.5"), await coin.getAddress());
    expect(asset).to.include({ address: await coin.getAddress(), decimals: 18 });
    await time.increaseTo(readyAt ?? 0n);
    const { figures } = await failure(mandates.execute(1n), "ALT_DAO_MANDATE_FUNDS");
    expect(figures).to.include({ had: `0 ${asset.symbol}`, needed: `0.5 ${asset.symbol}` });
    await coin.transfer(addresses.treasury, parseEther("1"));
    await mandates.execute(1n);
    expect(await coin.balanceOf(alice)).to.equal(parseEther("0.5"));
  });

  it("waits for the end of one that was cancelled in the treasury itself", async () => {
    const { mandates, scheduled, treasury, addresses, alice } = await deploy();
    const { operation = "", terms } = await scheduled(alice.address, 5n);
    await networkHelpers.setBalance(addresses.governor, parseEther("1"));
    await treasury.connect(await ethers.getImpersonatedSigner(addresses.governor)).cancel(operation);
    const stopped = await mandates.show(1n);
    expect(stopped.next).to.deep.equal({ step: "wait", awaiting: "expiry", until: terms.expiry + 1n });
    await failure(mandates.carry(1n), "ALT_DAO_MANDATE_STATE");
    await time.increaseTo(terms.expiry + 1n);
    expect(mandateInWords(await mandates.show(1n))[0]).to.contain("anyone can end it now");
    const ended = (await mandates.carry(1n))?.mandate;
    expect(ended).to.deep.include({ state: "ended", ending: "expired", next: { step: "none" } });
  });

  it("says that an answer comes too late for its delay", async () => {
    const { mandates, answered } = await deploy();
    const { delayNow, terms } = await answered();
    expect(delayNow).to.equal(PAYMENT_DELAY);
    await time.increaseTo(terms.expiry - delayNow);
    const inTime = await mandates.show(1n);
    expect(mandateInWords(inTime)[1]).to.contain(`Anyone can schedule it until ${moment(inTime.now)};`);
    await networkHelpers.mine();
    expect(mandateInWords(await mandates.show(1n))[1]).to.match(/^It comes too late: held for 1 hour/);
    expect((await mandates.carry(1n))?.mandate).to.include({ state: "ended", ending: "expired" });
  });

  it("names those who may cancel in the treasury, and lets them refuse", async () => {
    const { mandates, answered, pass, treasury, addresses, alice, bob, carol } = await deploy();
    const role = await treasury.CANCELLER_ROLE();
    const { calls } = new TreasuryClient(addresses, alice);
    await pass("Cancellers", [calls.grantRole(role, bob.address), calls.grantRole(role, alice.address)]);
    await pass("Fewer", [calls.revokeRole(role, alice.address)]);
    expect((await answered()).cancellers).to.deep.equal([bob.address]);
    expect(mandateInWords(await mandates.show(1n)).at(-1)).to.equal(
      `Until it is paid, ${carol.address}, its guardian, and ${bob.address}, a canceller of the treasury, and the DAO can refuse it.`,
    );
    const { mandate } = await new MandatesClient(addresses, bob).refuse(1n);
    expect(mandate).to.include({ state: "ended", ending: "cancelled" });
  });

  it("explains what the contract refuses", async () => {
    const { mandates, draftOf, deployer, alice } = await deploy();
    const { data } = await mandates.callToOpen(await draftOf([[alice.address, 1n]], 5n));
    const refused = await deployer.call({ to: mandates.contract.target, data }).then(
      () => undefined,
      (error: unknown) => toContractError(error),
    );
    expect(refused?.code).to.equal("ALT_ACCESS_DENIED");
  });
});
