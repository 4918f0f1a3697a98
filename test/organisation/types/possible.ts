// Ten organisations that can be: `tsc` takes each of them, and so do the rules (see ../types.ts).
import { defineOrganisation } from "../../../organisation/define.ts";
import { ALICE, collection, dao, functions, organisation, publicPhase, token } from "./parts.ts";

export const tokenAlone = defineOrganisation(organisation);

export const everyTokenModule = defineOrganisation({
  ...organisation,
  token: {
    ...token,
    flashMint: true,
    pausable: true,
    freezable: true,
    bridgeable: true,
    temporaryApproval: true,
    selfDelegation: true,
  },
});

export const vestingAndAirdrop = defineOrganisation({
  ...organisation,
  token: {
    ...token,
    cap: 1_000n * 10n ** 18n,
    vesting: [{ to: ALICE, amount: "10", start: "2027-01-01", cliff: "26 weeks", duration: "104 weeks" }],
    airdrop: { entries: [{ account: ALICE, amount: "5" }], expires: "2028-01-01T12:00:00Z" },
  },
});

export const votesOfCollection = defineOrganisation({
  name: "Club",
  collections: [{ ...collection, votes: true, sale: { kind: "open", price: "0.1", maxPerMint: 5 } }],
  dao: { ...dao, votes: { collection: "AcmePass" }, proposalThreshold: 1 },
  functions: { ...functions, bond: "native" },
});

export const soulboundMembers = defineOrganisation({
  name: "Company",
  collections: [
    { ...collection, soulbound: true, revocable: true, votes: true, founders: [{ to: ALICE, quantity: 1 }] },
  ],
  dao: { ...dao, votes: { collection: "AcmePass" }, proposalThreshold: 1, counting: "fractional" },
  functions: { ...functions, bond: "native" },
});

export const threePhases = defineOrganisation({
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
            start: "2027-01-01",
            entries: [{ account: ALICE, price: "0" }],
          },
          { kind: "signature", name: "partners", start: "2027-01-15", limit: 5, signer: ALICE },
          publicPhase,
        ],
      },
    },
  ],
});

export const superQuorum = defineOrganisation({
  ...organisation,
  dao: { ...dao, superQuorum: 40, lateQuorumExtension: "1 day", keyedNonces: true, sequentialIds: true },
});

export const rentalAndRoyalty = defineOrganisation({
  ...organisation,
  collections: [{ ...collection, rental: true, royalty: 7.5 }],
});

export const tokenVotesBesideCollection = defineOrganisation({
  ...organisation,
  collections: [collection, { ...collection, contract: "AcmeBadge", soulbound: true }],
  dao: { ...dao, guardian: ALICE, mandates: true },
});

export const revealLater = defineOrganisation({
  ...organisation,
  collections: [
    {
      ...collection,
      metadata: {
        kind: "reveal",
        placeholder: "ipfs://bare",
        commitment: `0x${"11".repeat(32)}`,
        notBefore: "2027-03-01",
      },
    },
  ],
});
