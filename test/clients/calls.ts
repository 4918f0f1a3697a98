import { expect } from "chai";
import { parseEther, ZeroHash } from "ethers";
import { network } from "hardhat";
import {
  CollectionClient,
  callsOf,
  DaoClient,
  describeCall,
  type ProposalDraft,
  TokenClient,
  TreasuryClient,
} from "../../clients/index.ts";
import { MINT_PRICE } from "../fixtures/collection.ts";
import { deployAll } from "../fixtures/deployment.ts";
import { failure } from "../helpers/failure.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

describe("calls that are proposed", () => {
  async function deploy() {
    const fixture = await networkHelpers.loadFixture(deployAll);
    const { addresses, deployer } = fixture;
    return {
      ...fixture,
      dao: new DaoClient(addresses, deployer),
      treasuryClient: new TreasuryClient(addresses, deployer),
      tokenClient: new TokenClient(addresses, deployer),
      collectionClient: new CollectionClient(addresses, deployer),
    };
  }

  async function pass(dao: DaoClient, draft: ProposalDraft) {
    const { time } = networkHelpers;
    const { proposal } = await dao.propose(draft);
    await time.increaseTo(proposal.snapshot + 1n);
    await dao.vote(proposal.id, "for");
    await time.increaseTo(proposal.deadline + 1n);
    await time.increaseTo((await dao.queue(proposal.id)).eta);
    await dao.execute(proposal.id);
    return proposal;
  }

  it("are made by each client, and carried out in one proposal", async () => {
    const fixture = await deploy();
    const { dao, treasuryClient, tokenClient, collectionClient, addresses, alice, deployer } = fixture;
    const { collection, token } = fixture;
    const plain = await ethers.deployContract("PlainERC20", [addresses.treasury, 500n]);
    await deployer.sendTransaction({ to: addresses.treasury, value: parseEther("2") });
    await collectionClient.mint(1n, addresses.treasury);
    await tokenClient.delegate();
    const calls = [
      tokenClient.calls.mint(alice.address, parseEther("5")),
      treasuryClient.calls.sendEther(alice.address, parseEther("1.5")),
      treasuryClient.calls.sendTokens(String(plain.target), alice.address, 300n),
      treasuryClient.calls.sendNft(addresses.collection, alice.address, 1n),
      collectionClient.calls.setMintPrice(parseEther("0.02")),
      treasuryClient.calls.updateDelay(7_200n),
      dao.calls.setVotingPeriod(86_400n),
    ];
    const ether = await ethers.provider.getBalance(alice);
    const proposal = await pass(dao, { title: "All at once", text: "To show that it works", calls });
    expect(proposal.description).to.equal("All at once\n\nTo show that it works");
    expect(await token.balanceOf(alice)).to.equal(parseEther("5"));
    expect((await ethers.provider.getBalance(alice)) - ether).to.equal(parseEther("1.5"));
    expect(await plain.balanceOf(alice)).to.equal(300n);
    expect(await collection.ownerOf(1n)).to.equal(alice.address);
    expect(await collection.mintPrice()).to.equal(parseEther("0.02"));
    expect(await fixture.treasury.getMinDelay()).to.equal(7_200n);
    expect(await fixture.governor.votingPeriod()).to.equal(86_400n);
    const read = proposal.calls.map((call) => describeCall(addresses, call));
    expect(read).to.deep.equal(calls.map(({ sentence }) => sentence));
    expect(read).to.deep.equal([
      `Mint 5 tokens to ${alice.address}`,
      `Send 1.5 ETH to ${alice.address}`,
      `Send 300 units of ${plain.target} to ${alice.address}`,
      `Send token 1 of collection from treasury to ${alice.address}`,
      "Sell collection's tokens for 0.02 ETH each",
      "Let the timelock hold what passed for 2 hours",
      "Let votes last 1 day",
    ]);
  });

  it("encode as the contract does, with ether where a function takes it", async () => {
    const { addresses, collection, alice, treasuryClient, token } = await deploy();
    const { mint } = callsOf(addresses, collection);
    const paid = mint(alice.address, 2n, { value: 2n * MINT_PRICE });
    const data = collection.interface.encodeFunctionData("mint", [alice.address, 2n]);
    expect(paid).to.deep.include({ target: addresses.collection, value: 2n * MINT_PRICE, data });
    expect(paid.sentence).to.equal(`collection.mint(${alice.address}, 2) with 0.02 ETH`);
    expect(mint(alice.address, 2n).value).to.equal(0n);
    const role = await token.MINTER_ROLE();
    expect(callsOf(addresses, token).grantRole(role, alice.address).sentence).to.equal(
      `Grant MINTER_ROLE of token to ${alice.address}`,
    );
    expect(treasuryClient.calls.grantRole(ZeroHash, alice.address).sentence).to.equal(
      `Grant DEFAULT_ADMIN_ROLE of treasury to ${alice.address}`,
    );
  });

  it("reach any contract that ethers knows, and name its functions", async () => {
    const { addresses, admin } = await deploy();
    const stranger = await ethers.deployContract("PlainERC20", [admin.address, 1n]);
    const call = callsOf(addresses, stranger).transferFrom(admin.address, addresses.treasury, 7n);
    expect(call.target).to.equal(stranger.target);
    expect(call.sentence).to.equal(`${stranger.target}.transferFrom(${admin.address}, treasury, 7)`);
    expect(callsOf(addresses, stranger)).not.to.have.property("balanceOf");
  });

  it("are refused where arguments do not fit", async () => {
    const { treasuryClient, tokenClient, alice } = await deploy();
    const made = async (make: () => unknown) => make();
    await failure(
      made(() => tokenClient.calls.mint("bob", 1n)),
      "ALT_CLIENT_ARGUMENTS",
    );
    await failure(
      made(() => treasuryClient.calls.sendEther("bob", 1n)),
      "ALT_ADDRESS_INVALID",
    );
    await failure(
      made(() => treasuryClient.calls.sendEther(alice.address, -1n)),
      "ALT_CLIENT_RANGE",
    );
  });
});
