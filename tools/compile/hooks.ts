import { availableParallelism } from "node:os";
import type { HookContext, SolidityHooks } from "hardhat/types/hooks";
import { SharingCompiler } from "./sharing-compiler.ts";

/** Each holds up to a gigabyte. */
const MOST_COMPILERS = 4;

/** solc warns of every use of transient storage, which here is locks that each call opens again. */
const TRANSIENT_STORAGE = "2394";

export default async (): Promise<Partial<SolidityHooks>> => {
  const compilers = Math.min(availableParallelism(), MOST_COMPILERS);
  return {
    // One job at a time, as each is shared out to all of them.
    build: (context, files, options, next) => next(context, files, { ...options, concurrency: 1 }),
    getCompiler: async (context, config, next) => new SharingCompiler(await next(context, config), compilers),
    async getCompilationJobErrors(context: HookContext, job, output, next) {
      const errors = await next(context, job, output);
      return errors.filter(({ errorCode }) => errorCode !== TRANSIENT_STORAGE);
    },
  };
};
