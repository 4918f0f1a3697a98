import { createRequire } from "node:module";
import hardhatToolboxMochaEthers from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { defineConfig } from "hardhat/config";

const require = createRequire(import.meta.url);

export default defineConfig({
  plugins: [hardhatToolboxMochaEthers],
  solidity: {
    compilers: [
      {
        version: "0.8.34",
        // The compiler comes with npm: Hardhat would download its own.
        path: require.resolve("solc/soljson.js"),
        settings: { evmVersion: "cancun", optimizer: { enabled: true, runs: 200 } },
      },
    ],
  },
  typechain: { outDir: "types" },
  paths: { ignition: "." },
  networks: {
    localhost: { type: "http", url: "http://127.0.0.1:8545" },
  },
});
