import { expect } from "chai";
import { Interface, parseEther, type Signer } from "ethers";
import { ContractError, FunctionsClient, TokenClient } from "../../clients/index.ts";
import { AlthingToken__factory } from "../../types/index.js";
import { failure } from "../helpers/failure.ts";
import {
  deployReverting,
  everyError,
  itDecodes,
  oneOfEachShape,
  type Reverting,
} from "./support/every-error.ts";
import { testNodes } from "./support/nodes.ts";

const errors = await everyError();
/** Each node has a way of its own to hand revert data over: what is in it matters little (test-slow/ tries them all). */
const shapes = oneOfEachShape(errors);

for (const [name, start] of Object.entries(testNodes)) {
  describe(`errors of contracts on ${name}`, () => {
    let signer: Signer;
    let reverting: Reverting;
    let close: () => Promise<void>;

    before(async () => {
      ({ signer, close } = await start());
      reverting = await deployReverting(signer);
    });

    after(() => close());

    itDecodes(start === testNodes["the simulated network"] ? errors : shapes, () => reverting);

    it("decodes Solidity's own errors", async () => {
      const solidity = new Interface(["error Error(string)", "error Panic(uint256)"]);
      const reason = await reverting.refusalOf(solidity.encodeErrorResult("Error", ["because"]));
      expect([reason?.revert.name, reason?.revert.args]).to.deep.equal(["Error", { "0": "because" }]);
      const panic = await reverting.refusalOf(solidity.encodeErrorResult("Panic", [0x11n]));
      expect([panic?.revert.name, panic?.revert.args]).to.deep.equal(["Panic", { "0": 0x11n }]);
    });

    it("gives the data of an error that nobody knows", async () => {
      const data = new Interface(["error NobodyKnows(uint256)"]).encodeErrorResult("NobodyKnows", [1n]);
      const refusal = await reverting.refusalOf(data);
      expect([refusal?.code, refusal?.revert.data]).to.deep.equal(["ALT_REVERTED", data]);
    });

    it("takes bytes that begin like a known error for what they are", async () => {
      const error = new Interface(["error RouterCost(uint256 cost, uint256 maxCost)"]);
      const data = error.encodeErrorResult("RouterCost", [1n, 2n]).slice(0, 2 + 2 * (4 + 32));
      const refusal = await reverting.refusalOf(data);
      expect([refusal?.revert.name, refusal?.revert.data]).to.deep.equal([data.slice(0, 10), data]);
    });

    it("reach the users of clients, when they read and when they send", async () => {
      const account = await signer.getAddress();
      const premint = [{ to: account, amount: 5n }];
      const settings = { name: "T", symbol: "T", cap: 100n, admin: account, premint };
      const token = await new AlthingToken__factory(signer).deploy(settings);
      await token.waitForDeployment();
      const client = new TokenClient(await bookWith(signer, await token.getAddress()), signer);
      const sent = await failure(client.transfer(reverting.address, 6n), "ALT_TOKEN_BALANCE");
      if (!(sent instanceof ContractError)) throw sent;
      expect(sent.revert.args).to.deep.equal({ sender: account, balance: 5n, needed: 6n });
      const silent = new TokenClient(await bookWith(signer, reverting.address), signer);
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
  const others = { treasury: token, governor: token, collection: token, directory: token };
  return { chainId, token, ...others, registry: token, operatorSet: token, router: token };
}
