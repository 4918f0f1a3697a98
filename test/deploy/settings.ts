import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { Wallet } from "ethers";
import { settingsFor } from "../../deploy/settings.ts";
import { LOCAL_CHAIN_ID, LOCAL_OPERATOR, localOperatorWallet } from "../../protocol/local-chain.ts";
import { errorOf } from "../helpers/error-of.ts";

const SEPOLIA = 11_155_111n;
const ONE = "0x1111111111111111111111111111111111111111";
const TWO = "0x2222222222222222222222222222222222222222";
const THREE = "0x3333333333333333333333333333333333333333";

describe("the settings of a deploy", () => {
  it("are seconds on a local chain and days elsewhere", () => {
    const local = settingsFor(LOCAL_CHAIN_ID, {}).organisation.dao;
    const elsewhere = settingsFor(SEPOLIA, { ALTHING_OPERATORS: ONE }).organisation.dao;
    expect([local.votingDelay, local.votingPeriod, local.timelockDelay]).to.deep.equal([1, 120, 10]);
    expect([elsewhere.votingDelay, elsewhere.votingPeriod, elsewhere.timelockDelay]).to.deep.equal([
      86_400, 604_800, 172_800,
    ]);
  });

  for (const [name, value] of [
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

  it("want an operator named where money is at stake", () => {
    expect(errorOf(() => settingsFor(SEPOLIA, {}))?.code).to.equal("ALT_DEPLOY_OPERATOR_MISSING");
  });

  it("never show a key that is malformed", () => {
    const error = errorOf(() => settingsFor(LOCAL_CHAIN_ID, { ALTHING_OPERATOR_KEY: "secret" }));
    expect(error?.code).to.equal("ALT_DEPLOY_SETTING_INVALID");
    expect(JSON.stringify([error?.message, error?.figures])).not.to.contain("secret");
  });

  it("stand in .env.example", () => {
    const example = [...read(".env.example").matchAll(/^#(ALTHING_\w+)=/gm)].map(([, name = ""]) => name);
    const used = [...read("deploy", "operators.ts").matchAll(/env\.(ALTHING_\w+)/g)].map(
      ([, name = ""]) => name,
    );
    expect(used).to.have.length(2);
    expect(example).to.include.members(used);
  });
});

function read(...place: string[]): string {
  return readFileSync(path.resolve(import.meta.dirname, "../..", ...place), "utf8");
}
