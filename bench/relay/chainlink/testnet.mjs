// Chainlink's local test network in a process of its own: ganache, contracts and simulated nodes, as the toolkit has it.
// Arguments: the port, and the milliseconds between its looks at the chain; 0: as shipped.

import { createRequire } from "node:module";

const [port, pollingMs] = process.argv.slice(2).map(Number);

// The toolkit's entry loads its client too, of whose dependencies none is installed.
const { startLocalFunctionsTestnet } = createRequire(import.meta.url)(
  "@chainlink/functions-toolkit/dist/localFunctionsTestnet.js",
);

const testnet = await startLocalFunctionsTestnet(undefined, { logging: { quiet: true } }, port);
if (pollingMs > 0) testnet.functionsMockCoordinatorContract.provider.pollingInterval = pollingMs;

process.send({
  donId: testnet.donId,
  link: testnet.linkTokenContract.address,
  router: testnet.functionsRouterContract.address,
});
