import {
  deployReverting,
  everyError,
  itDecodes,
  type Reverting,
} from "../../test/clients/support/every-error.ts";
import { testNodes } from "../../test/clients/support/nodes.ts";

/** The quick tests try every error on the simulated network, and here one of each shape. */

const errors = await everyError();

for (const name of ["Hardhat's node", "anvil"] as const) {
  describe(`every error of contracts on ${name}`, () => {
    let reverting: Reverting;
    let close: () => Promise<void>;

    before(async () => {
      const node = await testNodes[name]();
      close = node.close;
      reverting = await deployReverting(node.signer);
    });

    after(() => close());

    itDecodes(errors, () => reverting);
  });
}
