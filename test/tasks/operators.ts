import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { parseEther, ZeroHash } from "ethers";
import { LOCAL_OPERATOR, localOperatorWallet } from "../../protocol/local-chain.ts";
import { toJson } from "../../tasks/shared/output.ts";
import { startRelay } from "../../testing/index.ts";
import { receiptOf, sayAlone } from "../functions/support/evidence.ts";
import { type Document, TaskRunner } from "./support/task-runner.ts";

const OPERATOR_ACCOUNT = "9";
const call = { id: 1n, endpoint: "traits", args: `7,${ZeroHash}` };

describe("operators tasks", () => {
  let tasks: TaskRunner;

  before(async () => {
    tasks = await TaskRunner.deployed();
  });

  afterEach(() => tasks.reset());

  const operatorsOf = async (args = {}) =>
    (await tasks.json("operators list", args)).operators as [Document, ...Document[]];

  /** A request that the local operator answered: its id, and the transaction that settled it. */
  const answered = async () => {
    await tasks.json("functions fund", { amount: "1" });
    const relay = await startRelay(tasks.connection, tasks.addresses);
    await tasks.json("functions request", { ...call, wait: 30n });
    await relay.stop();
    const [receipt] = (await tasks.json("functions receipts")).receipts as [Document];
    return { requestId: String(receipt.requestId), transaction: String(receipt.fulfilTransaction) };
  };

  /** A file that says that the local operator signed another answer to the request. */
  const contradiction = async (requestId: string): Promise<string> => {
    const operators = { domain: tasks.addresses, keys: [localOperatorWallet()] };
    return fileWith(await sayAlone(operators, receiptOf({ commitment: requestId })));
  };

  /** Takes the set's ownership from the treasury, as a set has it that no DAO owns. */
  const giveSetTo = async (account: string) => {
    const { ethers, networkHelpers } = tasks.connection;
    const treasury = await ethers.getImpersonatedSigner(tasks.addresses.treasury);
    await networkHelpers.setBalance(treasury.address, parseEther("1"));
    const set = await ethers.getContractAt("OperatorSet", tasks.addresses.operatorSet, treasury);
    await set.transferOwnership(account);
    return set;
  };

  it("list shows an epoch's members, as a table, a document, or comma-separated", async () => {
    const { operators, ...epoch } = await tasks.json("operators list");
    expect(epoch).to.deep.include({ epoch: "1", currentEpoch: "1", quorum: "1", minBond: "0" });
    expect(epoch.currency).to.deep.equal({ token: tasks.addresses.token, symbol: "ALT" });
    const [operator] = operators as [Document];
    expect(operator).to.deep.include({ index: "0", signer: LOCAL_OPERATOR, revoked: false, fees: "0" });
    const csv = await tasks.text("operators list", { csv: true });
    expect(csv).to.equal(
      "epoch,index,signer,sender,payout,revoked,bonded,leaving,slashed,fees,gasInTills\n" +
        `1,0,${LOCAL_OPERATOR},${LOCAL_OPERATOR},${LOCAL_OPERATOR},false,0,0,false,0,0`,
    );
    expect(await tasks.text("operators list")).to.contain(LOCAL_OPERATOR);
    expect(await tasks.failure("operators list", { csv: true })).to.equal("ALT_CLIENT_FORMATS");
    expect(await tasks.failure("operators list", { epoch: 2n })).to.equal("ALT_OPERATORS_EPOCH");
  });

  it("bond approves and puts down tokens, unbond and withdraw take them out", async () => {
    const operator = tasks.accounts[3] as string;
    const bonded = await tasks.json("operators bond", { operator: "3", amount: "2.5" });
    expect(bonded).to.deep.include({
      operator,
      holder: tasks.accounts[0],
      bonded: String(parseEther("2.5")),
    });
    await tasks.json("operators bond", { operator: "3", amount: "1", holder: "1" });
    const left = await tasks.json("operators unbond", { operator: "3", amount: "2" });
    expect(left).to.deep.include({ bonded: String(parseEther("0.5")), leaving: String(parseEther("2")) });
    expect(left.bond).to.deep.include({ bonded: String(parseEther("1.5")), slashed: false });
    expect(await tasks.failure("operators withdraw", { operator: "3" })).to.equal("ALT_OPERATORS_NOT_READY");
    await tasks.connection.networkHelpers.time.increaseTo(BigInt(String(left.readyAt)));
    expect(await tasks.json("operators withdraw", { operator: "3" })).to.deep.include({ leaving: "0" });
    const foreign = { operator: "3", amount: "2", from: "1" };
    expect(await tasks.failure("operators unbond", foreign)).to.equal("ALT_OPERATORS_STAKE");
  });

  it("unbond leaves alone what stands under a member", async () => {
    await tasks.json("operators bond", { operator: OPERATOR_ACCOUNT, amount: "1" });
    const [operator] = await operatorsOf();
    expect(operator?.bond).to.deep.include({ bonded: String(parseEther("1")) });
    const attempt = { operator: OPERATOR_ACCOUNT, amount: "1" };
    expect(await tasks.failure("operators unbond", attempt)).to.equal("ALT_OPERATORS_COUNTS");
  });

  it("add proposes to the DAO what only it may do", async () => {
    await tasks.json("dao delegate");
    await tasks.json("operators add", { operator: "3", payout: "4" });
    await tasks.json("dao vote", { advance: true });
    await tasks.json("dao queue", { advance: true });
    await tasks.json("dao execute", { advance: true });
    const added = (await operatorsOf()).find(({ signer }) => signer === tasks.accounts[3]);
    expect(added).to.deep.include({ epoch: "2", sender: tasks.accounts[3], payout: tasks.accounts[4] });
  });

  it("add starts the epoch itself where the signer owns the set, and says what would not do", async () => {
    await giveSetTo(tasks.accounts[0] as string);
    const set = await tasks.connection.ethers.getContractAt("OperatorSet", tasks.addresses.operatorSet);
    await set.setMinBond(parseEther("1"));
    const add = (operator: string) => tasks.failure("operators add", { operator });
    expect(await add(LOCAL_OPERATOR)).to.equal("ALT_OPERATORS_MEMBER");
    expect(await add("3")).to.equal("ALT_OPERATORS_MIN_BOND");
    await tasks.json("operators bond", { operator: "3", amount: "1" });
    // Those who are members already are held to the minimum as well.
    expect(await add("3")).to.equal("ALT_OPERATORS_MIN_BOND");
    await tasks.json("operators bond", { operator: OPERATOR_ACCOUNT, amount: "1" });
    expect(await tasks.json("operators add", { operator: "3" })).to.deep.include({ epoch: "2" });
    expect(await operatorsOf()).to.have.length(2);
  });

  it("deputy lets another key submit for the operator's sender, once, and takes that back", async () => {
    const [, , other] = await tasks.connection.ethers.getSigners();
    const attempt = { deputy: "2", from: OPERATOR_ACCOUNT };
    const set = await tasks.json("operators deputy", attempt);
    expect(set).to.deep.include({ deputy: other?.address, sender: LOCAL_OPERATOR, submits: true });
    const router = await tasks.connection.ethers.getContractAt("FunctionRouter", tasks.addresses.router);
    expect(await router.principalOf(String(set.deputy))).to.equal(LOCAL_OPERATOR);
    expect((await tasks.json("operators deputy", attempt)).mined).to.equal(undefined);
    expect(await tasks.failure("operators deputy", { ...attempt, from: "3" })).to.equal("ALT_REVERTED");
    await tasks.json("operators deputy", { ...attempt, remove: true });
    expect(await router.principalOf(String(set.deputy))).to.equal(`0x${"0".repeat(40)}`);
    expect((await tasks.json("operators deputy", { ...attempt, remove: true })).mined).to.equal(undefined);
  });

  it("claim empties the tills and credits the payout account", async () => {
    await answered();
    const [earning] = await operatorsOf();
    expect(earning?.gasInTills).not.to.equal("0");
    const { fees, tills } = (await tasks.json("operators claim", { from: "5" })) as {
      fees: Document[];
      tills: Document[];
    };
    expect(tills).to.have.length(1);
    expect(fees).to.have.length(1);
    const credited = BigInt(String(fees[0]?.amount)) + BigInt(String(tills[0]?.reimbursed));
    const { balance } = await tasks.json("functions account", { account: LOCAL_OPERATOR });
    expect(balance).to.equal(String(credited));
    expect(await tasks.json("operators claim")).to.deep.include({ tills: [], fees: [], transactions: [] });
  });

  it("slash takes the bond of one that signed two answers, and nothing for less", async () => {
    const { requestId, transaction } = await answered();
    const bonded = await tasks.json("operators bond", { operator: OPERATOR_ACCOUNT, amount: "10" });
    const attempt = (second: string) => tasks.failure("operators slash", { first: transaction, second });
    expect(await attempt(transaction)).to.equal("ALT_OPERATORS_NO_CONTRADICTION");
    expect(await attempt(String(bonded.hash))).to.equal("ALT_OPERATORS_NO_BATCH");
    expect(await attempt("no such file")).to.equal("ALT_FILE_NOT_FOUND");
    expect(await attempt(fileWith({ batch: {} }))).to.equal("ALT_OPERATORS_EVIDENCE");

    const evidence = { first: transaction, second: await contradiction(requestId), from: "5" };
    const { slashed } = (await tasks.json("operators slash", evidence)) as { slashed: Document[] };
    const [amount, reward] = [parseEther("10"), parseEther("1")].map(String);
    expect(slashed).to.have.length(1);
    expect(slashed[0]).to.deep.include({ signer: LOCAL_OPERATOR, amount, reward });
    expect(await tasks.json("token balance", { account: "5" })).to.deep.include({ balance: reward });
    expect((await operatorsOf())[0]).to.deep.include({ revoked: true });
    expect(await tasks.failure("operators slash", evidence)).to.equal("ALT_OPERATORS_SLASHED");
    const again = { operator: OPERATOR_ACCOUNT, amount: "1" };
    expect(await tasks.failure("operators bond", again)).to.equal("ALT_OPERATORS_SLASHED");
  });
});

function fileWith(document: unknown): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "althing-")), "evidence.json");
  writeFileSync(file, toJson(document));
  return file;
}
