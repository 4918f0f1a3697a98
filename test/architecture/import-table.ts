/** What a part may import, beside itself and npm packages. A part that is missing here fails the test. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  types: [],
  clients: ["protocol", "types"],
  runtime: ["protocol"],
  functions: ["protocol"],
  relay: ["protocol", "types", "clients", "runtime"],
  organisation: ["protocol"],
  "althing.config.ts": ["organisation"],
  examples: ["organisation"],
  deploy: ["protocol", "types", "clients", "runtime", "functions", "organisation", "althing.config.ts"],
  testing: ["protocol", "types", "clients", "runtime", "functions", "relay", "deploy"],
  scripts: ["protocol", "clients", "deploy", "tasks"],
  tasks: ["protocol", "types", "clients", "runtime", "functions", "relay", "deploy", "organisation"],
  tools: ["protocol", "runtime", "functions", "organisation", "bench"],
  "hardhat.config.ts": ["tasks", "tools"],
};

/** Packages that a folder must stay free of, by the beginnings of their specifiers. */
export const mustNotUse: Readonly<Record<string, readonly string[]>> = {
  protocol: ["hardhat", "@nomicfoundation/", "node:"],
  clients: ["hardhat", "@nomicfoundation/", "node:"],
  relay: ["hardhat", "@nomicfoundation/"],
  runtime: ["hardhat", "@nomicfoundation/", "node:sqlite", "node:http", "node:https", "node:net"],
  "functions/sdk": ["hardhat", "@nomicfoundation/"],
  "relay/domain": ["node:sqlite", "node:http", "node:https", "node:net", "pino"],
};

/** Within the relay: data flows from pure rules to stages to adapters, and only compose.ts knows them all. */
export const mustNotReach: Readonly<Record<string, readonly string[]>> = {
  "relay/domain": ["relay/stages", "relay/adapters", "relay/compose.ts", "relay/main.ts"],
  "relay/stages": ["relay/adapters", "relay/compose.ts", "relay/main.ts"],
  "relay/adapters": ["relay/stages", "relay/compose.ts", "relay/main.ts"],
  "functions/sdk": ["protocol", "functions/bundler.ts"],
  "functions/traits": ["protocol", "functions/bundler.ts"],
  "functions/quotes": ["protocol", "functions/bundler.ts"],
  "functions/shares": ["protocol", "functions/bundler.ts"],
};
