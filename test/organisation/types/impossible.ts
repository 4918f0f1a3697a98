// Organisations that cannot be: `tsc` refuses each at the property that the directive names (see ../types.ts).
import { defineOrganisation } from "../../../organisation/define.ts";
import { ALICE, collection, dao, functions, organisation, publicPhase, token } from "./parts.ts";

export const phasesOnOpenSale = defineOrganisation({
  ...organisation,
  collections: [
    {
      ...collection,
      sale: {
        kind: "open",
        price: "0.1",
        maxPerMint: 5,
        // @ts-expect-error phases
        phases: [publicPhase],
      },
    },
  ],
});

export const saleWithoutPhases = defineOrganisation({
  ...organisation,
  // biome-ignore format: the directive stands above its property
  // @ts-expect-error phases
  collections: [{ ...collection, sale: { kind: "phases", maxPerMint: 5, phases: [] } }],
});

export const allowlistOfNobody = defineOrganisation({
  ...organisation,
  collections: [
    {
      ...collection,
      sale: {
        kind: "phases",
        maxPerMint: 5,
        phases: [
          {
            ...publicPhase,
            kind: "allowlist",
            // @ts-expect-error entries
            entries: [],
          },
        ],
      },
    },
  ],
});

export const entriesInPublicPhase = defineOrganisation({
  ...organisation,
  collections: [
    {
      ...collection,
      sale: {
        kind: "phases",
        maxPerMint: 5,
        phases: [
          {
            kind: "public",
            name: "all",
            start: "2027-02-01",
            price: "0.1",
            limit: 5,
            // @ts-expect-error entries
            entries: [{ account: ALICE }],
          },
        ],
      },
    },
  ],
});

export const votesOfCollectionWithoutVotes = defineOrganisation({
  ...organisation,
  collections: [collection],
  dao: {
    ...dao,
    proposalThreshold: 1,
    votes: {
      // @ts-expect-error collection
      collection: "AcmePass",
    },
  },
});

export const votesOfNoToken = defineOrganisation({
  name: "Acme",
  dao: {
    ...dao,
    // @ts-expect-error votes
    votes: "token",
  },
  functions: { ...functions, bond: "native" },
});

export const superQuorumBelowQuorum = defineOrganisation({
  ...organisation,
  dao: {
    ...dao,
    quorum: 20,
    // @ts-expect-error superQuorum
    superQuorum: 10,
  },
});

export const soulboundRental = defineOrganisation({
  ...organisation,
  collections: [
    {
      contract: "AcmePass",
      name: "Passes",
      symbol: "PASS",
      description: "Passes of Acme",
      maxSupply: 100,
      metadata: { kind: "baseURI", uri: "ipfs://passes/" },
      soulbound: true,
      // @ts-expect-error rental
      rental: true,
    },
  ],
});

export const revocableYetSold = defineOrganisation({
  ...organisation,
  collections: [
    {
      contract: "AcmePass",
      name: "Passes",
      symbol: "PASS",
      description: "Passes of Acme",
      maxSupply: 100,
      metadata: { kind: "baseURI", uri: "ipfs://passes/" },
      // @ts-expect-error revocable
      revocable: true,
    },
  ],
});

export const soulboundRoyalty = defineOrganisation({
  ...organisation,
  collections: [
    {
      contract: "AcmePass",
      name: "Passes",
      symbol: "PASS",
      description: "Passes of Acme",
      maxSupply: 100,
      metadata: { kind: "baseURI", uri: "ipfs://passes/" },
      soulbound: true,
      // @ts-expect-error royalty
      royalty: 5,
    },
  ],
});

export const revealOnChain = defineOrganisation({
  ...organisation,
  collections: [
    {
      ...collection,
      metadata: {
        kind: "renderer",
        contract: "AcmeArt",
        // @ts-expect-error commitment
        commitment: `0x${"11".repeat(32)}`,
      },
    },
  ],
});

export const bondInNoToken = defineOrganisation({
  name: "Club",
  collections: [{ ...collection, votes: true }],
  dao: { ...dao, votes: { collection: "AcmePass" }, proposalThreshold: 1 },
  functions: {
    ...functions,
    // @ts-expect-error bond
    bond: "token",
  },
});

export const durationInMonths = defineOrganisation({
  ...organisation,
  dao: {
    ...dao,
    // @ts-expect-error timelockDelay
    timelockDelay: "2 months",
  },
});

export const airdropForNobody = defineOrganisation({
  ...organisation,
  token: {
    ...token,
    airdrop: {
      expires: "2028-01-01",
      // @ts-expect-error entries
      entries: [],
    },
  },
});
