import { z } from "zod";
import {
  address,
  amount,
  basisPoints,
  digits,
  duration,
  flag,
  hash32,
  identifier,
  moment,
  text,
  whole,
} from "./fields.ts";
import { listOf } from "./lists.ts";

const phaseCommon = {
  name: text,
  start: moment,
  end: moment.optional(),
  limit: whole(1),
};

const allowed = z.strictObject({
  account: address,
  limit: z.union([whole(1), digits.pipe(whole(1))]).optional(),
  price: amount.optional(),
});

/** An allowlist's entries, or the file below `folder` that has them. */
export function allowlistSchema(folder: string) {
  return listOf(allowed, folder);
}

function phaseSchema(folder: string) {
  return z.discriminatedUnion(
    "kind",
    [
      z.strictObject({
        kind: z.literal("allowlist"),
        ...phaseCommon,
        price: amount,
        entries: allowlistSchema(folder),
      }),
      z.strictObject({ kind: z.literal("public"), ...phaseCommon, price: amount }),
      z.strictObject({ kind: z.literal("signature"), ...phaseCommon, signer: address }),
    ],
    { error: "must be of the kind allowlist, public or signature" },
  );
}

function saleSchema(folder: string) {
  const phases = z.array(phaseSchema(folder)).min(1, { error: "must have at least one phase" });
  return z.discriminatedUnion(
    "kind",
    [
      z.strictObject({ kind: z.literal("open"), price: amount, maxPerMint: whole(1) }),
      z.strictObject({ kind: z.literal("phases"), phases, maxPerMint: whole(1) }),
    ],
    { error: "must be of the kind open or phases" },
  );
}

const suffix = z.string({ error: "must be a text" }).default("");

const metadata = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("baseURI"), uri: text, suffix }),
    z.strictObject({
      kind: z.literal("reveal"),
      placeholder: text,
      commitment: hash32,
      notBefore: moment,
      suffix,
    }),
    z.strictObject({
      kind: z.literal("renderer"),
      contract: identifier,
      uses: z.array(identifier).default([]),
    }),
    z.strictObject({
      kind: z.literal("traits"),
      contract: identifier,
      function: text,
      royaltyShare: basisPoints,
      fuelLimit: whole(1),
      maxResultBytes: whole(1),
      callbackGasLimit: whole(1),
      duration,
    }),
  ],
  { error: "must be of the kind baseURI, reveal, renderer or traits" },
);

/** A collection's schema; its lists are read from files below `folder`. */
export function collectionSchema(folder: string) {
  return z.strictObject({
    contract: identifier,
    name: text,
    symbol: text,
    description: text,
    maxSupply: whole(1),
    votes: flag,
    soulbound: flag,
    revocable: flag,
    rental: flag,
    royalty: basisPoints.optional(),
    sale: saleSchema(folder).optional(),
    founders: z.array(z.strictObject({ to: address, quantity: whole(1) })).default([]),
    metadata,
  });
}

export type Collection = z.output<ReturnType<typeof collectionSchema>>;
export type Phase = z.output<ReturnType<typeof phaseSchema>>;
