import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { encryptKeystoreJsonSync, id, Wallet } from "ethers";
import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { type KeySource, operatorWallet } from "../../relay/keys.ts";
import { failure } from "../helpers/failure.ts";

const KEY = id("an operator's key");
const { address } = new Wallet(KEY);
const SOURCE: KeySource = { keyEnv: "KEY", keystore: undefined, passwordEnv: "PASSWORD" };
const PUBLIC_CHAIN = 1n;
/** Of scrypt; keystores have 131,072, which take a second to open. The file says how many. */
const ROUNDS = 1024;

describe("An operator's key", () => {
  let folder: string;
  let keystore: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "althing-keys-"));
    keystore = path.join(folder, "operator.json");
    writeFileSync(
      keystore,
      encryptKeystoreJsonSync({ address, privateKey: KEY }, "secret", { scrypt: { N: ROUNDS } }),
    );
  });

  after(() => rmSync(folder, { recursive: true }));

  it("comes from the environment, with 0x or without", async () => {
    const wallets = [KEY, KEY.slice(2), ` ${KEY}\n`].map((key) =>
      operatorWallet(SOURCE, PUBLIC_CHAIN, { KEY: key }),
    );
    expect((await Promise.all(wallets)).map((wallet) => wallet.address)).to.deep.equal([
      address,
      address,
      address,
    ]);
  });

  it("comes from a keystore before the environment", async () => {
    const wallet = await operatorWallet({ ...SOURCE, keystore }, PUBLIC_CHAIN, {
      KEY: id("other"),
      PASSWORD: "secret",
    });
    expect(wallet.address).to.equal(address);
  });

  it("is the development account on a local chain alone", async () => {
    const { address: local } = await operatorWallet(SOURCE, LOCAL_CHAIN_ID, {});
    expect(local).to.equal("0xa0Ee7A142d267C1f36714E4a8F75612F20a79720");
    await failure(operatorWallet(SOURCE, PUBLIC_CHAIN, {}), "ALT_RELAY_KEY_MISSING");
  });

  it("never shows in an error", async () => {
    const broken = `${KEY}00`;
    const error = await failure(
      operatorWallet(SOURCE, PUBLIC_CHAIN, { KEY: broken }),
      "ALT_RELAY_KEY_INVALID",
    );
    expect(`${error.message} ${error.remedy} ${JSON.stringify(error.figures)}`).to.not.contain(KEY.slice(2));
  });

  it("is not taken from a keystore that does not open", async () => {
    const locked = { ...SOURCE, keystore };
    await failure(operatorWallet(locked, PUBLIC_CHAIN, {}), "ALT_RELAY_KEY_MISSING");
    await failure(operatorWallet(locked, PUBLIC_CHAIN, { PASSWORD: "wrong" }), "ALT_RELAY_KEYSTORE");
    const missing = { ...SOURCE, keystore: path.join(folder, "missing.json") };
    await failure(operatorWallet(missing, PUBLIC_CHAIN, { PASSWORD: "secret" }), "ALT_RELAY_KEYSTORE");
  });
});
