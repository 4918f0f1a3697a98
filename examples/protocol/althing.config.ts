import { defineOrganisation } from "../../organisation/define.ts";

const GWEI = 1_000_000_000n;

/**
 * A protocol: a token that votes, is lent within a transaction and delegates itself, of which a part vests and a part is
 * dropped; a treasury behind a timelock; keys that are sold in three phases and revealed afterwards. Its dates are far
 * ahead, so that it can be tried on any day.
 */
export default defineOrganisation({
  name: "Protocol",
  token: {
    name: "Protocol",
    symbol: "PRO",
    cap: "100000000",
    premint: "10000000",
    flashMint: true,
    selfDelegation: true,
    vesting: [
      {
        to: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
        amount: "1000000",
        start: "2036-01-01",
        cliff: "26 weeks",
        duration: "104 weeks",
        revocable: true,
      },
    ],
    airdrop: { entries: "airdrop.csv", expires: "2037-01-01" },
  },
  collections: [
    {
      contract: "ProtocolKeys",
      name: "Keys of the Protocol",
      symbol: "KEY",
      description: "Early users' keys. Which one is whose is drawn after the sale.",
      maxSupply: 1_000,
      royalty: 5,
      sale: {
        kind: "phases",
        maxPerMint: 10,
        phases: [
          {
            kind: "allowlist",
            name: "early users",
            start: "2036-01-01",
            price: "0.01",
            limit: 2,
            entries: "allowlist.csv",
          },
          {
            kind: "signature",
            name: "partners",
            start: "2036-01-08",
            limit: 5,
            signer: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
          },
          {
            kind: "public",
            name: "everyone",
            start: "2036-01-15",
            end: "2036-02-01",
            price: "0.05",
            limit: 10,
          },
        ],
      },
      metadata: {
        kind: "reveal",
        placeholder: "https://protocol.example/keys/sealed.json",
        commitment: "0xdf979028cd4001f30be3bc8b9dc41f7e827f8b82e36f12404d50155aa57cea8c",
        notBefore: "2036-02-01",
        suffix: ".json",
      },
    },
  ],
  dao: {
    votes: "token",
    proposalThreshold: "10000",
    votingDelay: "1 day",
    votingPeriod: "7 days",
    timelockDelay: "2 days",
    quorum: 4,
    superQuorum: 40,
    lateQuorumExtension: "1 day",
  },
  functions: {
    bond: "token",
    prices: {
      fixedFee: 1_000n * GWEI,
      fuel: 3_000n,
      byte: GWEI / 10n,
      tipCap: 2n * GWEI,
      minGasPriceCap: GWEI / 100n,
    },
    gasPriceCap: 30n * GWEI,
    treasuryShare: 10,
    maxRoyalty: 20,
    minDuration: "10 minutes",
    maxDuration: "7 days",
  },
  local: {
    dao: {
      votingDelay: "1 second",
      votingPeriod: "2 minutes",
      lateQuorumExtension: "30 seconds",
      timelockDelay: "10 seconds",
    },
    functions: { minDuration: "5 seconds" },
  },
});
