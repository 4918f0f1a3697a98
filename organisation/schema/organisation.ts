import { z } from "zod";
import { collectionSchema } from "./collection.ts";
import { address, amount, basisPoints, duration, flag, identifier, wei, whole } from "./fields.ts";
import { tokenSchema } from "./token.ts";

const period = duration.refine((seconds) => seconds > 0, { error: "must be longer than 0 seconds" });

const dao = z.strictObject({
  votes: z.union([z.literal("token"), z.strictObject({ collection: identifier })], {
    error: 'must be "token" or the contract of a collection',
  }),
  proposalThreshold: z.union([amount, whole(0).transform(BigInt)], {
    error: "must be an amount of tokens, or a whole number of a collection's",
  }),
  votingDelay: duration,
  votingPeriod: period,
  timelockDelay: duration,
  allowZeroDelay: flag,
  quorum: whole(1, 100),
  superQuorum: whole(1, 100).optional(),
  counting: z.enum(["simple", "fractional"], { error: "must be simple or fractional" }).default("simple"),
  lateQuorumExtension: duration.optional(),
  guardian: address.optional(),
  keyedNonces: flag,
  sequentialIds: flag,
  mandates: flag,
});

const functions = z.strictObject({
  bond: z.enum(["token", "native"], { error: "must be token or native" }),
  guardian: address.optional(),
  prices: z.strictObject({ fixedFee: wei, fuel: wei, byte: wei, tipCap: wei, minGasPriceCap: wei }),
  gasPriceCap: wei,
  treasuryShare: basisPoints,
  maxRoyalty: basisPoints,
  minDuration: duration,
  maxDuration: duration,
});

const local = z.strictObject({
  dao: z
    .strictObject({
      votingDelay: duration.optional(),
      votingPeriod: period.optional(),
      timelockDelay: duration.optional(),
      lateQuorumExtension: duration.optional(),
    })
    .default({}),
  functions: z.strictObject({ minDuration: duration.optional(), gasPriceCap: wei.optional() }).default({}),
});

/**
 * A config's values in the units that contracts count in: smallest units, seconds, basis points. Lists are read from
 * files below `folder`.
 */
export function organisationSchema(folder: string) {
  return z.strictObject({
    name: identifier,
    token: tokenSchema(folder).optional(),
    collections: z.array(collectionSchema(folder)).default([]),
    dao,
    functions,
    local: local.default({ dao: {}, functions: {} }),
  });
}

export type Organisation = z.output<ReturnType<typeof organisationSchema>>;
export type Dao = Organisation["dao"];
