import { expect } from "chai";
import { network } from "hardhat";
import { DaoClient } from "../../clients/index.ts";
import { SHARES } from "../fixtures/dao.ts";
import { deployGovernor, type GovernorName } from "../fixtures/governors.ts";
import { failure } from "../helpers/failure.ts";

const connection = await network.create();

describe("votes by signature", () => {
  async function proposed(name: GovernorName) {
    const dao = await deployGovernor(connection, name);
    const { governor, treasury, propose, alice } = dao;
    const [address, treasuryAddress] = await Promise.all([governor.getAddress(), treasury.getAddress()]);
    const ids = [];
    for (const text of ["first", "second"]) {
      const proposal = propose(text);
      await proposal.propose(alice);
      ids.push(await proposal.id());
      if (text === "second") await proposal.untilVoting();
    }
    const [first = 0n, second = 0n] = ids;
    const none = { registry: address, operatorSet: address, router: address, directory: address };
    const addresses = {
      chainId: 31_337n,
      governor: address,
      treasury: treasuryAddress,
      collections: {},
      ...none,
    };
    const clientOf = (signer: typeof alice) => new DaoClient(addresses, signer);
    return { ...dao, first, second, address, voter: clientOf(dao.bob), sender: clientOf(dao.holder) };
  }

  for (const name of ["BareGovernor", "KeyedGovernor", "FractionalGovernor"] as const) {
    it(`are signed by the voter and cast by anybody: ${name}`, async () => {
      const { voter, sender, first, address, bob, governor } = await proposed(name);
      const signed = await voter.signVote(first, "against", "too much");
      expect(signed).to.include({
        chainId: 31_337n,
        governor: address,
        proposalId: first,
        voter: bob.address,
        vote: "against",
        reason: "too much",
      });
      const cast = await sender.castSigned(signed);
      expect(cast).to.include({ voter: bob.address, vote: "against", weight: SHARES.bob });
      expect(await governor.proposalVotes(first)).to.deep.equal([SHARES.bob, 0n, 0n]);
      const { figures } = await failure(sender.castSigned(signed), "ALT_DAO_ALREADY_VOTED");
      expect(figures).to.deep.equal({ voter: bob.address });
    });
  }

  it("wait for one another where nonces are not keyed, and do not where they are", async () => {
    const plain = await proposed("BareGovernor");
    const both = [plain.first, plain.second].map((id) => plain.voter.signVote(id, "for"));
    const [one, other] = await Promise.all(both);
    if (one === undefined || other === undefined) throw new Error("two were signed");
    await plain.sender.castSigned(other);
    await failure(plain.sender.castSigned(one), "ALT_DAO_SIGNATURE");

    const keyed = await proposed("KeyedGovernor");
    for (const id of [keyed.second, keyed.first]) {
      const signed = await keyed.voter.signVote(id, "for");
      expect(signed.nonce >> 64n).to.equal(BigInt.asUintN(192, id));
      await keyed.sender.castSigned(signed);
    }
  });

  it("are refused where they are of another vote or another's, and not signed without power or too late", async () => {
    const { voter, sender, first, alice, holder } = await proposed("BareGovernor");
    const signed = await voter.signVote(first, "against");
    for (const change of [{ vote: "for" }, { reason: "why" }, { voter: alice.address }] as const)
      await failure(sender.castSigned({ ...signed, ...change }), "ALT_DAO_SIGNATURE");
    await failure(sender.signVote(first, "for"), "ALT_DAO_NO_VOTES");
    await failure(sender.castSigned({ ...signed, voter: holder.address }), "ALT_DAO_NO_VOTES");
    await connection.networkHelpers.time.increaseTo((await voter.proposal(first)).deadline + 1n);
    const { figures } = await failure(voter.signVote(first, "for"), "ALT_DAO_STATE");
    expect(figures).to.deep.equal({ proposalId: first, state: "defeated" });
    await failure(voter.signVote(5n, "for"), "ALT_DAO_UNKNOWN_PROPOSAL");
  });
});
