/** Parts that the type tests put together: each is right by itself. */

export const token = { name: "Coin", symbol: "COIN", cap: "1000", premint: "100" } as const;

export const dao = {
  votes: "token",
  proposalThreshold: "10",
  votingDelay: "1 day",
  votingPeriod: "7 days",
  timelockDelay: "2 days",
  quorum: 4,
} as const;

export const functions = {
  bond: "token",
  prices: { fixedFee: 1n, fuel: 1n, byte: 1n, tipCap: 1n, minGasPriceCap: 1n },
  gasPriceCap: 1n,
  treasuryShare: 10,
  maxRoyalty: 20,
  minDuration: "10 minutes",
  maxDuration: "7 days",
} as const;

export const organisation = { name: "Acme", token, dao, functions } as const;

export const collection = {
  contract: "AcmePass",
  name: "Passes",
  symbol: "PASS",
  description: "Passes of Acme",
  maxSupply: 100,
  metadata: { kind: "baseURI", uri: "ipfs://passes/" },
} as const;

export const publicPhase = {
  kind: "public",
  name: "all",
  start: "2027-02-01",
  price: "0.1",
  limit: 5,
} as const;

export const ALICE = "0x1111111111111111111111111111111111111111";
