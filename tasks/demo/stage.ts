import type { Signer } from "ethers";
import type { AddressBook } from "../../clients/address-book.ts";
import type { FunctionRouter } from "../../types/index.js";
import type { Connection } from "../shared/network.ts";

/** What every scene of the demo plays with. */
export interface Stage {
  readonly connection: Connection;
  readonly addresses: AddressBook;
  /** Deployed everything, holds the premint, proposes and votes. */
  readonly deployer: Signer;
  /** Mints shields and asks for their traits. */
  readonly collector: Signer;
  readonly router: FunctionRouter;
  /** Tells a person what just happened. */
  readonly say: (line: string) => void;
}
