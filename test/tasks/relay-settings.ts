import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { parseEther } from "ethers";
import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { settingsFor } from "../../relay/settings.ts";
import { relaySettingsFor } from "../../tasks/relay/settings.ts";
import { failure } from "../helpers/failure.ts";

const SEPOLIA = 11_155_111n;
const root = path.resolve(import.meta.dirname, "../..");

describe("the settings of a relay", () => {
  it("are those of its chain unless the environment says otherwise", () => {
    expect(relaySettingsFor(SEPOLIA, {})).to.deep.equal(settingsFor(SEPOLIA));
    const env = { ALTHING_BATCH_WAIT_MS: "250", ALTHING_EXPIRY_BUDGET: "0.5" };
    const { batch, expiry } = relaySettingsFor(SEPOLIA, env);
    expect(batch).to.include({ waitMs: 250, maxReceipts: settingsFor(SEPOLIA).batch.maxReceipts });
    expect(expiry.maxWeiPerDay).to.equal(parseEther("0.5"));
  });

  it("are refused where they make no sense", async () => {
    for (const env of [{ ALTHING_BATCH_WAIT_MS: "60001" }, { ALTHING_EXPIRY_BUDGET: "-1" }]) {
      const read = async () => relaySettingsFor(SEPOLIA, env);
      await failure(read(), "ALT_DEPLOY_SETTING_INVALID");
    }
  });

  it("stand in .env.example, each with its local default", () => {
    const example = readFileSync(path.join(root, ".env.example"), "utf8");
    const source = readFileSync(path.join(root, "tasks/relay/settings.ts"), "utf8");
    const names = [...source.matchAll(/env, "(ALTHING_\w+)/g)].map(([, name = ""]) => name);
    const values = names.map((name) => [name, new RegExp(`^#${name}=(.*)$`, "m").exec(example)?.[1]]);
    expect(names.length).to.equal(2);
    expect(relaySettingsFor(LOCAL_CHAIN_ID, Object.fromEntries(values))).to.deep.equal(
      settingsFor(LOCAL_CHAIN_ID),
    );
    expect(values.every(([, value]) => value !== undefined)).to.equal(true);
  });
});
