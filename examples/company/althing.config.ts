import { defineOrganisation } from "../../organisation/define.ts";

const GWEI = 1_000_000_000n;

/**
 * A company of contributors: membership cannot be sold and a vote can end it, members may split their votes, and a
 * proposal may have a function work out who is paid what, within what was voted.
 */
export default defineOrganisation({
  name: "Company",
  collections: [
    {
      contract: "CompanyMember",
      name: "Members of the Company",
      symbol: "MEMBER",
      description: "Membership, given by the members and never sold.",
      maxSupply: 200,
      soulbound: true,
      revocable: true,
      votes: true,
      founders: [
        { to: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", quantity: 1 },
        { to: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", quantity: 1 },
        { to: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC", quantity: 1 },
      ],
      metadata: { kind: "baseURI", uri: "https://company.example/members/" },
    },
  ],
  dao: {
    votes: { collection: "CompanyMember" },
    proposalThreshold: 1,
    votingDelay: "1 day",
    votingPeriod: "5 days",
    timelockDelay: "2 days",
    quorum: 34,
    counting: "fractional",
    sequentialIds: true,
    mandates: true,
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
