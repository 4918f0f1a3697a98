import { expect } from "chai";
import { parseEther } from "ethers";
import { standardOrganisation } from "../../deploy/settings.ts";
import { composeSources, organisationFolder, staleSources } from "../../organisation/compose/compose.ts";
import {
  collectionRecipe,
  governorRecipe,
  recipesOf,
  tokenRecipe,
} from "../../organisation/compose/modules.ts";
import { readOrganisation } from "../../organisation/read.ts";
import { composedMocks } from "../../tools/mocks/recipes.ts";
import { collection, dao, organisation, token } from "./types/parts.ts";

describe("contracts composed from a config", () => {
  it("are current: npx hardhat compose would write nothing", async () => {
    expect(await staleSources(organisationFolder(standardOrganisation()))).to.deep.equal([]);
  }).timeout(60_000);

  it("are what tests of modules deploy: npm run mocks would write nothing", async () => {
    expect(await staleSources(composedMocks)).to.deep.equal([]);
  }).timeout(60_000);

  it("resolve what several modules define, and pass their settings on", async () => {
    const every = {
      superQuorum: 30,
      guardian: `0x${"11".repeat(20)}`,
      keyedNonces: true,
      sequentialIds: true,
    };
    const config = { ...organisation, dao: { ...dao, ...every, lateQuorumExtension: "1 day" } };
    const sources = await composeSources(organisationFolder(readOrganisation(config, ".")));
    const governor = sources.get("contracts/organisation/Acme/AcmeGovernor.sol") ?? "";
    expect(governor).to.contain(
      "override(Governor, GovernorTimelockControl, GovernorVotesSuperQuorumFraction)",
    );
    expect(governor).to.match(/_useCheckedNonce\(.*\) internal override\(Nonces, GovernorNoncesKeyed\)/);
    expect(governor).to.match(/constructor\([^)]*uint48 initialVoteExtension,\s+address guardian,/);
    expect(governor).not.to.contain("argument0");
    expect(governor).to.match(/\/\/\/ @inheritdoc GovernorTimelockControl\s+function state\(/);
  }).timeout(60_000);

  it("have a module for what is asked for, and no other", () => {
    const { token: coin, ...found } = readOrganisation(
      {
        ...organisation,
        token: { ...token, pausable: true },
        collections: [{ ...collection, rental: true }],
      },
      ".",
    );
    if (coin === undefined) throw new Error("there is a token");
    expect(tokenRecipe(found, coin).modules).to.deep.equal(["GovernanceToken", "TokenPausable"]);
    expect(found.collections.map(collectionRecipe)[0]?.modules).to.deep.equal([
      "CollectionBase",
      "CollectionIssue",
      "CollectionRental",
      "CollectionBaseURI",
    ]);
    expect(governorRecipe(found).modules).to.deep.equal([
      "OrganisationGovernor",
      "GovernorCountingSimple",
      "GovernorTimelockControl",
    ]);
  });

  it("are named after the organisation, and its collections' own names", () => {
    const found = standardOrganisation();
    expect(recipesOf(found).map(({ name }) => name)).to.deep.equal([
      "AlthingToken",
      "AlthingGovernor",
      "Collection",
    ]);
    expect(found.token?.premint).to.equal(parseEther("1000000"));
  });
});
