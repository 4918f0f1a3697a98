import { defineOrganisation } from "../../organisation/define.ts";

const GWEI = 1_000_000_000n;

/** A minimal club: who holds a pass has a vote, and what the passes cost is the club's. There is no ERC-20. */
export default defineOrganisation({
  name: "Club",
  collections: [
    {
      contract: "ClubPass",
      name: "Passes of the Club",
      symbol: "PASS",
      description: "A pass opens the door, and is a vote.",
      maxSupply: 500,
      royalty: 2.5,
      votes: true,
      sale: { kind: "open", price: "0.05", maxPerMint: 5 },
      metadata: { kind: "baseURI", uri: "https://club.example/passes/", suffix: ".json" },
    },
  ],
  dao: {
    votes: { collection: "ClubPass" },
    proposalThreshold: 1,
    votingDelay: "1 hour",
    votingPeriod: "3 days",
    timelockDelay: "1 day",
    quorum: 20,
  },
  functions: {
    bond: "native",
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
    dao: { votingDelay: "1 second", votingPeriod: "2 minutes", timelockDelay: "10 seconds" },
    functions: { minDuration: "5 seconds" },
  },
});
