// Composes the contracts that tests of modules deploy, as `npx hardhat compose` does an organisation's.
//
//   npm run mocks              write them
//   npm run mocks -- --check   fail when one is not current

import { staleSources, writeSources } from "../../organisation/compose/compose.ts";
import { isCheck } from "../command-line.ts";
import { composedMocks } from "./recipes.ts";

const checks = isCheck("mocks");
const files = await (checks ? staleSources : writeSources)(composedMocks);

if (files.length === 0) console.log(`${composedMocks.folder} is current.`);
for (const file of files) console.log(`${checks ? "not current" : "written"}  ${file}`);
if (checks && files.length > 0) {
  console.error("These are not as their recipes have them. Run `npm run mocks`.");
  process.exitCode = 1;
}
