import type { SolidityHooks } from "hardhat/types/hooks";
import { markingTypes } from "./whole-types.ts";

export default async (): Promise<Partial<SolidityHooks>> => ({
  build: (context, files, options, next) =>
    markingTypes(context.config.paths.root, () => next(context, files, options)),
});
