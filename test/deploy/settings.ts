import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { parseEther, Wallet, ZeroAddress } from "ethers";
import { settingsFor } from "../../deploy/settings.ts";
import { findAlthingError } from "../../protocol/errors.ts";
import { LOCAL_CHAIN_ID, LOCAL_OPERATOR, localOperatorWallet } from "../../protocol/local-chain.ts";

const SEPOLIA = 11_155_111n;
/** Places where operators, guardian and bond are read: they have no figure for a default. */
const SETTINGS_WITHOUT_FIGURES = 4;
const ONE = "0x1111111111111111111111111111111111111111";
const TWO = "0x2222222222222222222222222222222222222222";
const THREE = "0x3333333333333333333333333333333333333333";

describe("the settings of a deploy", () => {
  it("are seconds on a local chain and days elsewhere", () => {
    const local = settingsFor(LOCAL_CHAIN_ID, {}).dao;
    const elsewhere = settingsFor(SEPOLIA, { ALTHING_OPERATORS: ONE }).dao;
    expect([local.votingDelay, local.votingPeriod, local.timelockDelay]).to.deep.equal([1, 120, 10]);
    expect([elsewhere.votingDelay, elsewhere.votingPeriod, elsewhere.timelockDelay]).to.deep.equal([
      86_400, 604_800, 172_800,
    ]);
  });

  it("are overridden by the environment", () => {
    const { dao, token } = settingsFor(LOCAL_CHAIN_ID, {
      ALTHING_VOTING_PERIOD: "1_000",
      ALTHING_TOKEN_PREMINT: "2.5",
      ALTHING_QUORUM_PERCENT: "",
    });
    expect(dao.votingPeriod).to.equal(1_000);
    expect(token.premint).to.equal(parseEther("2.5"));
    expect(dao.quorumPercent).to.equal(4);
  });

  for (const [name, value] of [
    ["ALTHING_VOTING_PERIOD", "0"],
    ["ALTHING_VOTING_PERIOD", "soon"],
    ["ALTHING_QUORUM_PERCENT", "101"],
    ["ALTHING_TOKEN_CAP", "-1"],
    ["ALTHING_MINT_PRICE", "0.0000000000000000001"],
    ["ALTHING_GUARDIAN", "nobody"],
    ["ALTHING_BOND", "gold"],
    ["ALTHING_OPERATORS", "0x12"],
    ["ALTHING_OPERATORS", `${ONE}/${ONE}/${ONE}/${ONE}`],
  ] as const) {
    it(`refuse ${name}=${value}`, () => {
      const error = errorOf(() => settingsFor(LOCAL_CHAIN_ID, { [name]: value }));
      expect(error?.code).to.equal("ALT_DEPLOY_SETTING_INVALID");
      expect(error?.figures).to.deep.include({ name });
    });
  }

  it("name an operator: the local one, that of the key, or those listed, ascending", () => {
    const operator = Wallet.createRandom();
    const key = { ALTHING_OPERATOR_KEY: operator.privateKey };
    const signers = (env: Record<string, string>) =>
      settingsFor(LOCAL_CHAIN_ID, env).operators.map(({ signer }) => signer);
    expect(signers({})).to.deep.equal([LOCAL_OPERATOR]);
    expect(signers(key)).to.deep.equal([operator.address]);
    expect(signers({ ...key, ALTHING_OPERATORS: `${TWO},${ONE}` })).to.deep.equal([ONE, TWO]);
    expect(localOperatorWallet().address).to.equal(LOCAL_OPERATOR);
  });

  it("let an operator's signer, sender and payout differ", () => {
    const { operators } = settingsFor(LOCAL_CHAIN_ID, { ALTHING_OPERATORS: `${ONE}/${TWO}/${THREE}` });
    expect(operators).to.deep.equal([{ signer: ONE, sender: TWO, payout: THREE }]);
  });

  it("name nobody as guardian unless they are told whom", () => {
    expect(settingsFor(LOCAL_CHAIN_ID, {}).guardian).to.equal(ZeroAddress);
    expect(settingsFor(LOCAL_CHAIN_ID, { ALTHING_GUARDIAN: ONE }).guardian).to.equal(ONE);
  });

  it("have bonds in the DAO's token, or in the network's currency", () => {
    expect(settingsFor(LOCAL_CHAIN_ID, {}).bond).to.equal("token");
    expect(settingsFor(LOCAL_CHAIN_ID, { ALTHING_BOND: "native" }).bond).to.equal("native");
  });

  it("want an operator named where money is at stake", () => {
    expect(errorOf(() => settingsFor(SEPOLIA, {}))?.code).to.equal("ALT_DEPLOY_OPERATOR_MISSING");
  });

  it("never show a key that is malformed", () => {
    const error = errorOf(() => settingsFor(LOCAL_CHAIN_ID, { ALTHING_OPERATOR_KEY: "secret" }));
    expect(error?.code).to.equal("ALT_DEPLOY_SETTING_INVALID");
    expect(JSON.stringify([error?.message, error?.figures])).not.to.contain("secret");
  });

  it("stand in .env.example, each with its local default", () => {
    const lines = [...read(".env.example").matchAll(/^#(ALTHING_\w+)=(.*)$/gm)];
    const example = new Map(lines.map(([, name = "", value = ""]) => [name, value]));
    const source = ["settings.ts", "operators.ts"].map((file) => read("deploy", file)).join();
    const used = [...source.matchAll(/(?:env, "|env\.)(ALTHING_\w+)/g)].map(([, name = ""]) => name);
    expect([...example.keys()]).to.include.members(used);
    const figures = [...example].filter(([name, value]) => used.includes(name) && /^[\d.]+$/.test(value));
    expect(figures).to.have.length(used.length - SETTINGS_WITHOUT_FIGURES);
    expect(settingsFor(LOCAL_CHAIN_ID, Object.fromEntries(figures))).to.deep.equal(
      settingsFor(LOCAL_CHAIN_ID, {}),
    );
  });
});

function read(...place: string[]): string {
  return readFileSync(path.resolve(import.meta.dirname, "../..", ...place), "utf8");
}

function errorOf(act: () => unknown) {
  try {
    act();
    return undefined;
  } catch (error) {
    return findAlthingError(error);
  }
}
