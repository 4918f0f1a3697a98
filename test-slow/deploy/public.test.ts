import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { type LocalNode, startNode } from "../../tools/local-node.ts";
import { runHardhat } from "../support/command.ts";
import { DEPLOYER, deployerNonce, newFolder, TRANSACTIONS } from "./support.ts";

const SEPOLIA = 11_155_111;
/** Of the development node's first account. */
const KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
const OWN = path.resolve(import.meta.dirname, "../../althing.config.ts");

/** A config like the project's own, but for what `changes` says; the contracts that it asks for are the same. */
function changed(changes: string): string {
  const file = path.join(newFolder(), "changed.config.mts");
  writeFileSync(
    file,
    `import config from ${JSON.stringify(OWN)};\nexport default { ...config, ${changes} };\n`,
  );
  return file;
}

const REFUSED = {
  ALT_CONFIG_ZERO_DELAY: 'dao: { ...config.dao, timelockDelay: "0 seconds" }',
  ALT_CONFIG_EXTERNALLY_OWNED: `functions: { ...config.functions, guardian: "${DEPLOYER}" }`,
  ALT_CONFIG_AIRDROP_PAST: `token: { ...config.token, airdrop: { entries: [{ account: "${DEPLOYER}", amount: "1" }], expires: "2020-01-01" } }`,
  ALT_CONFIG_SALE_PAST: `collections: [{ ...config.collections[0], sale: { kind: "phases", maxPerMint: 1, phases: [{ kind: "public", name: "one", start: "2020-01-01", end: "2020-02-01", price: "1", limit: 1 }] } }]`,
} as const;

describe("a deploy to a public network", () => {
  let node: LocalNode;
  let env: NodeJS.ProcessEnv;

  before(async () => {
    node = await startNode("anvil", undefined, ["--chain-id", String(SEPOLIA)]);
    env = {
      SEPOLIA_RPC_URL: node.url,
      ALTHING_DEPLOYER_KEY: KEY,
      ALTHING_OPERATORS: DEPLOYER,
      ALTHING_DEPLOYMENTS: newFolder(),
    };
  });

  after(() => node.stop());

  const deploy = (options: readonly string[], more: NodeJS.ProcessEnv = {}) =>
    runHardhat(["deploy", "--network", "sepolia", ...options], { ...env, ...more });

  for (const [code, changes] of Object.entries(REFUSED)) {
    it(`is refused with ${code} before anything is sent, and so is its plan`, async () => {
      const organisation = ["--organisation", changed(changes)];
      for (const options of [["--plan"], []]) {
        const { status, stdout } = await deploy([...options, ...organisation, "--json"]);
        expect([status, JSON.parse(stdout).error.code]).to.deep.equal([1, code]);
      }
      expect(await deployerNonce(node.url)).to.equal(0);
    });
  }

  it("is refused without operators", async () => {
    const { status, stdout } = await deploy(["--plan", "--json"], { ALTHING_OPERATORS: "" });
    expect([status, JSON.parse(stdout).error.code]).to.deep.equal([1, "ALT_DEPLOY_OPERATOR_MISSING"]);
  });

  it("is planned with its gas and what that costs, to a machine and to a person", async () => {
    const { status, stdout } = await deploy(["--plan", "--json"]);
    expect(status).to.equal(0);
    const plan = JSON.parse(stdout);
    expect([plan.network, plan.chainId, plan.deployer]).to.deep.equal(["sepolia", String(SEPOLIA), DEPLOYER]);
    expect(plan.steps).to.have.length(TRANSACTIONS);
    expect(BigInt(plan.gas)).to.be.greaterThan(10_000_000n);
    expect(BigInt(plan.cost)).to.equal(BigInt(plan.gas) * BigInt(plan.gasPrice));
    expect(BigInt(plan.cost)).to.be.greaterThan(0n);
    const shown = await deploy(["--plan"]);
    expect(shown.stdout).to.match(/would be sent to sepolia \(chain 11155111\)/);
    expect(shown.stdout).to.match(/At [\d.]+ gwei this costs [\d.]+ ETH; 0xf39F\w+ has 10,?000/);
    expect(await deployerNonce(node.url)).to.equal(0);
  });
});
