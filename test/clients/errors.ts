import { expect } from "chai";
import { type ErrorFragment, Interface, type JsonFragment, parseEther, type Signer } from "ethers";
import hre from "hardhat";
import { ContractError, FunctionsClient, TokenClient, toContractError } from "../../clients/index.ts";
import { openZeppelinErrors } from "../../clients/support/openzeppelin-errors.generated.ts";
import { AlthingToken__factory, Reverter__factory } from "../../types/index.js";
import { failure } from "../helpers/failure.ts";
import { testNodes } from "./support/nodes.ts";
import { sampleOf } from "./support/sample-arguments.ts";

/** Interfaces that programs off chain implement: their errors are a receipt's result, and never revert a transaction. */
const OFF_CHAIN = "contracts/functions/samples/I";

/** Every error in the ABI of every contract of ours, and every error of OpenZeppelin's, once each. */
async function allErrors(): Promise<ErrorFragment[]> {
  const names = [...(await hre.artifacts.getAllFullyQualifiedNames())];
  const isOurs = (name: string) => name.startsWith("contracts/") && !name.startsWith("contracts/mocks/");
  const ours = names.filter((name) => isOurs(name) && !name.startsWith(OFF_CHAIN));
  const artifacts = await Promise.all(ours.map((name) => hre.artifacts.readArtifact(name)));
  const abis = artifacts.map(({ abi }) => Interface.from(abi as JsonFragment[]));
  const errors = new Map<string, ErrorFragment>();
  for (const abi of [...abis, Interface.from(openZeppelinErrors)]) {
    abi.forEachError((error) => errors.set(error.format("sighash"), error));
  }
  return [...errors.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

const errors = await allErrors();

for (const [name, start] of Object.entries(testNodes)) {
  describe(`errors of contracts on ${name}`, () => {
    let signer: Signer;
    let reverter: string;
    let close: () => Promise<void>;

    before(async () => {
      ({ signer, close } = await start());
      const deployed = await new Reverter__factory(signer).deploy();
      await deployed.waitForDeployment();
      reverter = await deployed.getAddress();
    });

    after(() => close());

    const refusalOf = (data: string) =>
      signer.call({ to: reverter, data }).then(
        () => undefined,
        (error: unknown) => toContractError(error),
      );

    for (const error of errors) {
      it(`decodes ${error.format("sighash")}`, async () => {
        const args = error.inputs.map((input, place) => sampleOf(input, place));
        const refusal = await refusalOf(new Interface([error]).encodeErrorResult(error, args));
        expect(refusal?.revert.name).to.equal(error.name);
        expect(Object.keys(refusal?.revert.args ?? {})).to.deep.equal(
          error.inputs.map((input) => input.name),
        );
        expect(Object.values(refusal?.revert.args ?? {})).to.deep.equal(args);
      });
    }

    it("decodes Solidity's own errors", async () => {
      const solidity = new Interface(["error Error(string)", "error Panic(uint256)"]);
      const reason = await refusalOf(solidity.encodeErrorResult("Error", ["because"]));
      expect([reason?.revert.name, reason?.revert.args]).to.deep.equal(["Error", { "0": "because" }]);
      const panic = await refusalOf(solidity.encodeErrorResult("Panic", [0x11n]));
      expect([panic?.revert.name, panic?.revert.args]).to.deep.equal(["Panic", { "0": 0x11n }]);
    });

    it("gives the data of an error that nobody knows", async () => {
      const data = new Interface(["error NobodyKnows(uint256)"]).encodeErrorResult("NobodyKnows", [1n]);
      const refusal = await refusalOf(data);
      expect([refusal?.code, refusal?.revert.data]).to.deep.equal(["ALT_REVERTED", data]);
    });

    it("takes bytes that begin like a known error for what they are", async () => {
      const error = new Interface(["error RouterCost(uint256 cost, uint256 maxCost)"]);
      const data = error.encodeErrorResult("RouterCost", [1n, 2n]).slice(0, 2 + 2 * (4 + 32));
      const refusal = await refusalOf(data);
      expect([refusal?.revert.name, refusal?.revert.data]).to.deep.equal([data.slice(0, 10), data]);
    });

    it("reach the users of clients, when they read and when they send", async () => {
      const account = await signer.getAddress();
      const token = await new AlthingToken__factory(signer).deploy("T", "T", 100n, account, account, 5n);
      await token.waitForDeployment();
      const client = new TokenClient(await bookWith(signer, await token.getAddress()), signer);
      const sent = await failure(client.transfer(reverter, 6n), "ALT_TOKEN_BALANCE");
      if (!(sent instanceof ContractError)) throw sent;
      expect(sent.revert.args).to.deep.equal({ sender: account, balance: 5n, needed: 6n });
      const silent = new TokenClient(await bookWith(signer, reverter), signer);
      await failure(silent.balance(), "ALT_REVERTED");
    });

    it("are told from a lack of ether", async () => {
      const account = await signer.getAddress();
      const taker = await (await signer.sendTransaction({ data: TAKES_ALL })).wait();
      const client = new FunctionsClient(await bookWith(signer, taker?.contractAddress ?? ""), signer);
      const poor = await failure(client.fund(parseEther("1000000000")), "ALT_CLIENT_FUNDS");
      expect(poor.figures).to.deep.include({ account });
      expect(Number(poor.figures.had)).to.be.within(1, 10_000);
    });
  });
}

/** Creates a contract of the one opcode STOP, which takes what it is sent. */
const TAKES_ALL = "0x6001600c60003960016000f300";

/** An address book of a chain that holds a token only. */
async function bookWith(signer: Signer, token: string) {
  const chainId = (await signer.provider?.getNetwork())?.chainId ?? 0n;
  const others = { treasury: token, governor: token, collection: token };
  return { chainId, token, ...others, registry: token, operatorSet: token, router: token };
}
