import { expect } from "chai";
import { endpointsFrom } from "../../../relay/domain/endpoint-list.ts";
import {
  blockNeeded,
  isRateLimit,
  isRepeatable,
  isSensible,
  lacksBlock,
  readAnswer,
  restAsked,
  retryAfterMs,
} from "../../../relay/domain/rpc.ts";
import { failure } from "../../helpers/failure.ts";

describe("A list of RPC endpoints", () => {
  it("holds URLs with weights, named by their hosts", () => {
    const list = "https://a.example/key weight=3, wss://b.example , https://user:secret@a.example weight=0";
    expect(endpointsFrom(list)).to.deep.equal([
      { url: "https://a.example/key", name: "a.example", weight: 3 },
      { url: "wss://b.example", name: "b.example", weight: 1 },
      { url: "https://user:secret@a.example", name: "a.example #2", weight: 0 },
    ]);
  });

  it("holds paths of local sockets, named by their files", () => {
    expect(endpointsFrom("/run/geth/geth.ipc weight=2, /run/reth/geth.ipc")).to.deep.equal([
      { url: "/run/geth/geth.ipc", name: "geth.ipc", weight: 2 },
      { url: "/run/reth/geth.ipc", name: "geth.ipc #2", weight: 1 },
    ]);
  });

  const refused: Record<string, number> = {
    "": 1,
    "geth.ipc": 1,
    "https://a.example,": 2,
    "https://a.example, b.example": 2,
    "ftp://secret.example": 1,
    "https://secret.example wait=3": 1,
    "https://secret.example weight=-1": 1,
    "https://secret.example weight=1001": 1,
    "https://secret.example weight=1 weight=2": 1,
  };
  for (const [list, place] of Object.entries(refused)) {
    it(`is refused as "${list}", without a word of the URL`, async () => {
      const read = async () => endpointsFrom(list);
      const error = await failure(read(), "ALT_RELAY_RPC_LIST_INVALID");
      expect(error.figures.place).to.equal(place);
      expect(error.message).to.not.contain("secret");
    });
  }
});

describe("What an RPC endpoint answers", () => {
  it("is an answer only to the question", () => {
    expect(readAnswer(7, { id: 7, result: null })).to.deep.equal({ result: null });
    const error = { code: 3, message: "execution reverted", data: "0x" };
    expect(readAnswer(7, { id: 7, result: null, error })).to.deep.equal({ error });
    for (const senseless of [
      undefined,
      null,
      "0x1",
      [],
      {},
      { id: 8, result: 1 },
      { id: 7 },
      { id: 7, error: "no" },
    ])
      expect(readAnswer(7, senseless)).to.equal(undefined);
  });

  const call = { method: "eth_call", params: [] };
  const logs = { method: "eth_getLogs", params: [] };

  it("may be a rate limit, by code or text, but not what a contract says, nor too many logs", () => {
    const limits = [
      { code: -32005, message: "limit exceeded" },
      { code: 429, message: "Your app has exceeded its compute units per second capacity" },
      { code: -32000, message: "Too Many Requests" },
    ];
    for (const error of limits) expect(isRateLimit(call, error)).to.equal(true);
    expect(isRateLimit(call, { code: 3, message: "execution reverted: rate limit" })).to.equal(false);
    expect(isRateLimit(logs, { code: -32005, message: "query returned more than 10000 results" })).to.equal(
      false,
    );
    expect(isRateLimit(logs, { code: -32005, message: "daily request count exceeded" })).to.equal(true);
    expect(isRateLimit(call, { code: -32000, message: "nonce too low" })).to.equal(false);
  });

  it("may say for how long to leave it alone", () => {
    const data = { rate: { backoff_seconds: 30 } };
    expect(restAsked({ code: -32005, message: "slow down", data })).to.equal(30_000);
    expect(restAsked({ code: 429, message: "try again in 1.5s" })).to.equal(1_500);
    expect(restAsked({ code: 429, message: "no", data: { try_again_in: "250ms" } })).to.equal(250);
    expect(restAsked({ code: 429, message: "no" })).to.equal(undefined);
    const now = Date.parse("2026-01-01T00:00:00Z");
    expect(retryAfterMs("120", now)).to.equal(120_000);
    expect(retryAfterMs("Thu, 01 Jan 2026 00:01:00 GMT", now)).to.equal(60_000);
    expect(retryAfterMs("soon", now)).to.equal(undefined);
    expect(retryAfterMs(undefined, now)).to.equal(undefined);
  });

  it("has to be of the kind that was asked for", () => {
    const sensible: Record<string, unknown[]> = {
      eth_getTransactionCount: ["0x0", "0x10"],
      eth_call: ["0x", "0x1234"],
      eth_getLogs: [[]],
      eth_getTransactionReceipt: [null, {}],
      evm_mine: ["anything"],
    };
    const senseless: Record<string, unknown[]> = {
      eth_getTransactionCount: ["0x", 16, null, "ten"],
      eth_call: [null, "0x123", {}],
      eth_getLogs: [null, {}, "0x"],
      eth_getTransactionReceipt: ["0x", 1],
    };
    for (const [method, results] of Object.entries(sensible))
      for (const result of results) expect(isSensible({ method, params: [] }, result), method).to.equal(true);
    for (const [method, results] of Object.entries(senseless))
      for (const result of results)
        expect(isSensible({ method, params: [] }, result), method).to.equal(false);
  });

  it("may lack a block that another has", () => {
    expect(lacksBlock({ code: -32000, message: "header not found" })).to.equal(true);
    expect(
      lacksBlock({ code: -32000, message: "missing trie node 12 (path ) state 0x34 is not available" }),
    ).to.equal(true);
    expect(lacksBlock({ code: 3, message: "execution reverted: header not found" })).to.equal(false);
  });
});

describe("A question to an RPC endpoint", () => {
  it("may be asked again unless it does something", () => {
    for (const method of ["eth_call", "eth_getLogs", "eth_chainId", "eth_sendRawTransaction", "net_version"])
      expect(isRepeatable({ method, params: [] }), method).to.equal(true);
    for (const method of ["eth_sendTransaction", "eth_subscribe", "evm_mine", "anvil_setBalance"])
      expect(isRepeatable({ method, params: [] }), method).to.equal(false);
  });

  it("needs a block, or the newest, or none", () => {
    expect(blockNeeded({ method: "eth_getBlockByNumber", params: ["0x10", false] })).to.equal(16);
    expect(blockNeeded({ method: "eth_getBlockByNumber", params: ["latest", false] })).to.equal("latest");
    expect(blockNeeded({ method: "eth_getLogs", params: [{ fromBlock: "0x1", toBlock: "0x20" }] })).to.equal(
      32,
    );
    expect(blockNeeded({ method: "eth_getLogs", params: [{ blockHash: "0x12" }] })).to.equal(undefined);
    expect(blockNeeded({ method: "eth_call", params: [{}, "latest"] })).to.equal(undefined);
  });
});
