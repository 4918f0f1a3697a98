import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { parseEther } from "ethers";
import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { settingsFor } from "../../relay/settings.ts";
import { relaySettingsFor, serviceSettings } from "../../tasks/relay/settings.ts";
import { failure } from "../helpers/failure.ts";

const SEPOLIA = 11_155_111n;
const root = path.resolve(import.meta.dirname, "../..");

describe("the settings of a relay", () => {
  it("are those of its chain unless the environment says otherwise", () => {
    expect(relaySettingsFor(SEPOLIA, {})).to.deep.equal(settingsFor(SEPOLIA));
    const env = { ALTHING_BATCH_WAIT_MS: "250", ALTHING_EXPIRY_BUDGET: "0.5" };
    const { batch, expiry } = relaySettingsFor(SEPOLIA, env);
    const { maxGasPrice, cancelAfterMs } = relaySettingsFor(SEPOLIA, {
      ALTHING_MAX_GAS_PRICE: "40000000000",
      ALTHING_CANCEL_AFTER_S: "60",
    });
    expect({ maxGasPrice, cancelAfterMs }).to.deep.equal({
      maxGasPrice: 40n * 10n ** 9n,
      cancelAfterMs: 60_000,
    });
    expect(relaySettingsFor(SEPOLIA, { ALTHING_FINALITY_DEPTH: "3" }).finalityDepth).to.equal(3);
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
    expect(names).to.include.members(["ALTHING_EXPIRY_BUDGET", "ALTHING_STOP_TIMEOUT_S"]);
    expect(relaySettingsFor(LOCAL_CHAIN_ID, Object.fromEntries(values))).to.deep.equal(
      settingsFor(LOCAL_CHAIN_ID),
    );
    expect(values.every(([, value]) => value !== undefined)).to.equal(true);
  });
});

describe("the settings of a relay's process", () => {
  it("are silent and closed unless something is set", () => {
    const silent = { http: undefined, httpToken: undefined, level: "info", traces: false };
    expect(serviceSettings(undefined, {})).to.deep.equal(silent);
  });

  const addresses = {
    "8080": { host: "127.0.0.1", port: 8080 },
    "0.0.0.0:80": { host: "0.0.0.0", port: 80 },
    "[::1]:9000": { host: "::1", port: 9000 },
    "relay.internal:8080": { host: "relay.internal", port: 8080 },
  };
  for (const [text, address] of Object.entries(addresses)) {
    it(`take ${text} as an address`, () => {
      expect(serviceSettings(undefined, { ALTHING_HTTP: text }).http).to.deep.equal(address);
      expect(serviceSettings(text, { ALTHING_HTTP: "127.0.0.1:1" }).http).to.deep.equal(address);
    });
  }

  for (const text of ["::1:80", "127.0.0.1", "127.0.0.1:65536", "http://127.0.0.1:80"]) {
    it(`refuse ${text} as an address`, async () => {
      await failure((async () => serviceSettings(text, {}))(), "ALT_DEPLOY_SETTING_INVALID");
    });
  }

  it("refuse a token that could be guessed, without showing it", async () => {
    const read = async () => serviceSettings(undefined, { ALTHING_HTTP_TOKEN: "s3cret" });
    const { message } = await failure(read(), "ALT_DEPLOY_SETTING_INVALID");
    expect(message).to.not.contain("s3cret");
  });

  it("take a level of the log, and no other", async () => {
    expect(serviceSettings(undefined, { ALTHING_LOG_LEVEL: "warn" }).level).to.equal("warn");
    const read = async () => serviceSettings(undefined, { ALTHING_LOG_LEVEL: "loud" });
    await failure(read(), "ALT_DEPLOY_SETTING_INVALID");
  });
});
