import { expect } from "chai";
import { type Outlook, shortfall, whyCancel } from "../../../relay/domain/worth.ts";

describe("The profit guard", () => {
  const market = { baseFee: 8n, maxFeePerGas: 18n, maxPriorityFeePerGas: 3n };

  it("lets through what pays back the price of now", () => {
    expect(shortfall({ gasPriceCap: 10n, tipCap: 2n }, market)).to.equal(undefined);
  });

  const short = {
    "whose cap is below it": { gasPriceCap: 9n, tipCap: 2n },
    "whose cap does not cover the tip too": { gasPriceCap: 10n, tipCap: 3n },
  };
  for (const [name, caps] of Object.entries(short)) {
    it(`stops a request ${name}`, () => {
      const error = shortfall(caps, market);
      expect(error?.code).to.equal("ALT_RELAY_GAS_PRICE");
      expect(error?.figures).to.deep.equal({ price: 8n + caps.tipCap, cap: caps.gasPriceCap });
    });
  }
});

describe("A transaction under way", () => {
  const open = {
    kind: "fulfil",
    waiting: ["0x1"],
    deadline: 100n,
    fees: { maxFeePerGas: 1_000n, maxPriorityFeePerGas: 10n },
    sentAt: 0,
  } as const;
  const outlook: Outlook = {
    market: { baseFee: 900n, maxFeePerGas: 1_900n, maxPriorityFeePerGas: 10n },
    caps: { gasPriceCap: 1_100n, tipCap: 100n },
    refused: false,
    now: 5_000,
    timestamp: 100n,
    patienceMs: 5_000,
  };
  const dear = { ...outlook.market, baseFee: 1_001n };

  const kept = {
    "while somebody waits for it and a block can take it in": outlook,
    "for a while where gas costs too much": { ...outlook, market: dear, now: 4_999 },
    "where its bid can be raised": { ...outlook, market: dear, caps: { gasPriceCap: 1_126n, tipCap: 100n } },
  };
  for (const [name, changed] of Object.entries(kept)) {
    it(`is kept ${name}`, () => expect(whyCancel(open, changed)).to.equal(undefined));
  }

  const cancelled = {
    "whose requests ended": [{ ...open, waiting: [] }, outlook],
    "whose requests are too late": [open, { ...outlook, timestamp: 101n }],
    "whose cap was overtaken for long": [open, { ...outlook, market: dear }],
    "that the network does not take for all that may be bid": [open, { ...outlook, refused: true }],
    "whose cap was overtaken, and the machine's clock set back": [
      { ...open, sentAt: 9_000 },
      { ...outlook, market: dear },
    ],
  } as const;
  for (const [name, [changed, around]] of Object.entries(cancelled)) {
    it(`is cancelled ${name}`, () => expect(whyCancel(changed, around)).to.be.a("string"));
  }

  it("that expires requests has no deadline itself", () => {
    const expiry = { ...open, kind: "expire" } as const;
    expect(whyCancel(expiry, { ...outlook, timestamp: 101n })).to.equal(undefined);
  });
});
