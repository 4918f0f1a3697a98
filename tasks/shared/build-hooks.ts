import type { SolidityHooks } from "hardhat/types/hooks";
import { forgetStoppedBuilds, markingTypes } from "./whole-types.ts";

export default async (): Promise<Partial<SolidityHooks>> => ({
  build: (context, files, options, next) =>
    markingTypes(context.config.paths.root, () => next(context, files, options)),
  // Plugins have it in their order: TypeChain has written all types by now.
  async processArtifactsAfterSuccessfulBuild({ config, globalOptions }) {
    if (!globalOptions.noTypechain) forgetStoppedBuilds(config.paths.root);
  },
});
