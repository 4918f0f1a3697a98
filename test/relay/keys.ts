import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import { expect } from "chai";
import { encryptKeystoreJsonSync, id, JsonRpcProvider, Wallet } from "ethers";
import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { keySender } from "../../relay/adapters/ethers/sender.ts";
import { pinoLog } from "../../relay/adapters/pino/log.ts";
import { type KeySource, relayKeys } from "../../relay/keys.ts";
import { failure } from "../helpers/failure.ts";
import { DOMAIN } from "./support/samples.ts";

const KEY = id("an operator's key");
const { address } = new Wallet(KEY);
const SOURCE: KeySource = { keyEnv: "KEY", keystore: undefined, passwordEnv: "PASSWORD" };
const PUBLIC_CHAIN = 1n;
/** Asked nothing. */
const PROVIDER = new JsonRpcProvider("http://127.0.0.1:1", 1, { staticNetwork: true });
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

  const keysOf = (env: Record<string, string>, source = SOURCE, chainId = PUBLIC_CHAIN) =>
    relayKeys(source, chainId, 1_000, env);
  const addressesOf = async (...args: Parameters<typeof keysOf>) =>
    (await keysOf(...args)).map((key) => key.address);

  it("comes from the environment, with 0x or without", async () => {
    for (const key of [KEY, KEY.slice(2), ` ${KEY}\n`]) {
      expect(await addressesOf({ KEY: key })).to.deep.equal([address]);
    }
  });

  it("comes from a keystore before the environment", async () => {
    const env = { KEY: id("other"), PASSWORD: "secret" };
    expect(await addressesOf(env, { ...SOURCE, keystore })).to.deep.equal([address]);
  });

  it("is the development account on a local chain alone", async () => {
    const local = ["0xa0Ee7A142d267C1f36714E4a8F75612F20a79720"];
    expect(await addressesOf({}, SOURCE, LOCAL_CHAIN_ID)).to.deep.equal(local);
    await failure(keysOf({}), "ALT_RELAY_KEY_MISSING");
  });

  it("has those of further senders beside it, from the environment and from keystores, each once", async () => {
    const [first, second] = [new Wallet(id("first")), new Wallet(id("second"))];
    const env = {
      KEY: first.privateKey,
      ALTHING_SENDER_KEYS: `${first.privateKey}, ${second.privateKey},`,
      ALTHING_SENDER_KEYSTORES: keystore,
      PASSWORD: "secret",
    };
    expect(await addressesOf(env)).to.deep.equal([first.address, second.address, address]);
  });

  it("may be behind a remote signer, and no other is needed then", async () => {
    const env = { ALTHING_SIGNER_URL: "http://127.0.0.1:1", ALTHING_SIGNER_ADDRESSES: address.toLowerCase() };
    expect(await addressesOf(env)).to.deep.equal([address]);
    expect(await addressesOf(env, SOURCE, LOCAL_CHAIN_ID)).to.deep.equal([address]);
    expect(await addressesOf({ ...env, KEY: id("other") })).to.deep.equal([
      new Wallet(id("other")).address,
      address,
    ]);
  });

  const incomplete = {
    "a URL without addresses": { ALTHING_SIGNER_URL: "http://127.0.0.1:1" },
    "addresses without a URL": { ALTHING_SIGNER_ADDRESSES: address },
    "a URL that is none": { ALTHING_SIGNER_URL: "user:h1dden@vault", ALTHING_SIGNER_ADDRESSES: address },
    "addresses that are none": { ALTHING_SIGNER_URL: "http://127.0.0.1:1", ALTHING_SIGNER_ADDRESSES: "0x1" },
  };
  for (const [name, env] of Object.entries(incomplete)) {
    it(`is not sought with ${name}`, async () => {
      const error = await failure(keysOf(env), "ALT_RELAY_SIGNER_SETTING");
      expect(error.message).to.not.contain("h1dden");
    });
  }

  it("never shows in an error", async () => {
    const broken = [`${KEY}00`, `0x${"ff".repeat(32)}`, `0x${"00".repeat(32)}`];
    for (const key of broken) {
      for (const env of [{ KEY: key }, { KEY, ALTHING_SENDER_KEYS: key }]) {
        const error = await failure(keysOf(env), "ALT_RELAY_KEY_INVALID");
        expect(inspect(error, { depth: null, showHidden: true })).to.not.contain(key.slice(2));
      }
    }
  });

  it("never shows in a dump of what has it", async () => {
    const signer = {
      ALTHING_SIGNER_URL: "http://user:h1dden@127.0.0.1:1",
      ALTHING_SIGNER_ADDRESSES: address,
    };
    const keys = await keysOf({ KEY, ...signer, ALTHING_SENDER_KEYS: id("sender") });
    const options = { keys, senders: keys.map((key) => keySender(key, PROVIDER, DOMAIN)) };
    const dumps = [inspect(options, { depth: null, showHidden: true, getters: true }), String(options)];
    dumps.push(JSON.stringify(keys), ...keys.map((key) => `${key}`));
    let line = "";
    const log = pinoLog({ level: "debug", json: true, write: (text) => (line += text) });
    log.info({ keys, wallet: keys[0], options: { keys } }, "a mistake");
    for (const text of [...dumps, line]) {
      expect(text).to.not.match(new RegExp(`${KEY.slice(2)}|${id("sender").slice(2)}|h1dden`, "i"));
    }
    expect(line).to.contain(address);
  });

  it("is not taken from a keystore that does not open", async () => {
    const locked = { ...SOURCE, keystore };
    await failure(keysOf({}, locked), "ALT_RELAY_KEY_MISSING");
    await failure(keysOf({ PASSWORD: "wrong" }, locked), "ALT_RELAY_KEYSTORE");
    const missing = { ...SOURCE, keystore: path.join(folder, "missing.json") };
    await failure(keysOf({ PASSWORD: "secret" }, missing), "ALT_RELAY_KEYSTORE");
  });
});
