// Mints shields. After `npx hardhat deploy --network localhost`:
//
//   npx hardhat run scripts/mint.ts --network localhost
//
// MINT_COUNT says how many (3).

import { formatEther } from "ethers";
import { network } from "hardhat";
import { CollectionClient } from "../clients/index.ts";
import { findDeployment } from "../deploy/find.ts";
import { fail, findAlthingError } from "../protocol/errors.ts";

async function mint(): Promise<void> {
  const connection = await network.getOrCreate();
  const addresses = await findDeployment(connection);
  const [signer] = await connection.ethers.getSigners();
  if (signer === undefined) throw fail("ALT_NETWORK_NO_ACCOUNT", { network: connection.networkName });

  const collection = new CollectionClient(addresses, signer);
  const { tokenIds, owner, paid, mined } = await collection.mint(countFrom(process.env.MINT_COUNT));

  console.log(`Minted       ${tokenIds.map((tokenId) => `#${tokenId}`).join(" ")}`);
  console.log(`Owner        ${owner}`);
  console.log(`Paid         ${formatEther(paid)} ETH`);
  console.log(`Transaction  ${mined.hash}`);
  console.log(`Collection   ${addresses.collection}`);
  console.log(`Look at one  npx hardhat nft show ${tokenIds[0]} --network ${connection.networkName}`);
}

function countFrom(text = "3"): bigint {
  if (!/^\d+$/.test(text)) throw fail("ALT_CLIENT_NUMBER", { role: "value of MINT_COUNT", text });
  return BigInt(text);
}

try {
  await mint();
} catch (error) {
  const known = findAlthingError(error);
  if (known === undefined) throw error;
  console.error(`${known.message}. ${known.remedy} (${known.code})`);
  process.exitCode = 1;
}
