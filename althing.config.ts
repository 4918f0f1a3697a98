import { defineOrganisation } from "./organisation/define.ts";

const GWEI = 1_000_000_000n;

/** The organisation that `npx hardhat deploy` makes. Change what you like: an editor that knows TypeScript helps. */
export default defineOrganisation({
  name: "Althing",
  token: {
    name: "Althing",
    symbol: "ALT",
    cap: "10000000",
    premint: "1000000",
  },
  collections: [
    {
      contract: "Collection",
      name: "Shields of the Althing",
      symbol: "SHIELD",
      description:
        "Round shields whose traits a metered off-chain function carves. Picture and text are on chain.",
      maxSupply: 10_000,
      royalty: 5,
      votes: true,
      sale: { kind: "open", price: "0.01", maxPerMint: 20 },
      metadata: {
        kind: "traits",
        contract: "ShieldRenderer",
        function: "functions/traits/traits.ts",
        royaltyShare: 5,
        fuelLimit: 5_000_000,
        maxResultBytes: 512,
        callbackGasLimit: 150_000,
        duration: "1 hour",
      },
    },
  ],
  dao: {
    votes: "token",
    proposalThreshold: "1000",
    votingDelay: "1 day",
    votingPeriod: "7 days",
    lateQuorumExtension: "1 day",
    timelockDelay: "2 days",
    quorum: 4,
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
  // On a local node a vote should be tried in minutes; `dao` tasks skip the waits.
  local: {
    dao: {
      votingDelay: "1 second",
      votingPeriod: "2 minutes",
      lateQuorumExtension: "30 seconds",
      timelockDelay: "10 seconds",
    },
    functions: { minDuration: "5 seconds", gasPriceCap: 3n * GWEI },
  },
});
