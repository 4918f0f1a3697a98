import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import type { Collection, GovernanceToken } from "../../types/index.js";
import type { Connection } from "../fixtures/connection.ts";
import { signTokenMessage } from "../helpers/permit.ts";

/** A token of which `holder` has `units` voting units, and `alice` and `bob` none. */
export interface VotesTarget {
  token: GovernanceToken | Collection;
  holder: HardhatEthersSigner;
  alice: HardhatEthersSigner;
  bob: HardhatEthersSigner;
  units: bigint;
  /** Moves one unit (a token, whatever its kind) and says how many units that was. */
  moveOne(from: HardhatEthersSigner, to: HardhatEthersSigner): Promise<bigint>;
}

/** What ERC-5805 asks of a voting token whose clock counts seconds (ERC-6372). */
export function shouldBehaveLikeVotes(
  connection: Connection,
  fixture: (connection: Connection) => Promise<VotesTarget>,
) {
  const { networkHelpers } = connection;
  const deploy = () => networkHelpers.loadFixture(fixture);
  const now = () => networkHelpers.time.latest();

  it("counts time in seconds", async () => {
    const { token } = await deploy();
    expect(await token.clock()).to.equal(await now());
    expect(await token.CLOCK_MODE()).to.equal("mode=timestamp");
  });

  it("gives no votes to who never delegated", async () => {
    const { token, holder } = await deploy();
    expect(await token.getVotes(holder)).to.equal(0n);
    expect(await token.delegates(holder)).to.equal(ZeroAddress);
  });

  it("gives the delegator's units to the delegatee", async () => {
    const { token, holder, alice, units } = await deploy();
    const delegation = token.connect(holder).delegate(alice);
    await expect(delegation).to.emit(token, "DelegateChanged").withArgs(holder, ZeroAddress, alice);
    await expect(delegation).to.emit(token, "DelegateVotesChanged").withArgs(alice, 0n, units);
    await token.connect(holder).delegate(holder);
    expect(await token.getVotes(alice)).to.equal(0n);
    expect(await token.getVotes(holder)).to.equal(units);
  });

  it("moves votes with the tokens, between delegatees", async () => {
    const { token, holder, alice, bob, units, moveOne } = await deploy();
    await token.connect(holder).delegate(holder);
    await token.connect(alice).delegate(bob);
    const moved = await moveOne(holder, alice);
    expect(await token.getVotes(holder)).to.equal(units - moved);
    expect(await token.getVotes(bob)).to.equal(moved);
    expect(await token.getVotes(alice)).to.equal(0n);
  });

  it("remembers votes and supply by the second", async () => {
    const { token, holder, alice, units, moveOne } = await deploy();
    await token.connect(holder).delegate(holder);
    const delegatedAt = await now();
    await networkHelpers.time.increase(100);
    const moved = await moveOne(holder, alice);
    const movedAt = await now();
    await networkHelpers.mine();
    expect(await token.getPastVotes(holder, delegatedAt - 1)).to.equal(0n);
    expect(await token.getPastVotes(holder, delegatedAt)).to.equal(units);
    expect(await token.getPastVotes(holder, movedAt - 1)).to.equal(units);
    expect(await token.getPastVotes(holder, movedAt)).to.equal(units - moved);
    expect(await token.getPastTotalSupply(movedAt)).to.equal(units);
  });

  it("does not foretell votes", async () => {
    const { token, holder } = await deploy();
    const time = await now();
    await expect(token.getPastVotes(holder, time + 5))
      .to.be.revertedWithCustomError(token, "ERC5805FutureLookup")
      .withArgs(time + 5, time);
  });

  it("delegates by signature, once and until its expiry", async () => {
    const { token, holder, alice, bob, units } = await deploy();
    const message = { delegatee: alice.address, nonce: 0n, expiry: MaxUint256 };
    const { v, r, s } = await signTokenMessage(token, holder, "Delegation", message);
    const submit = () => token.connect(bob).delegateBySig(alice, 0n, MaxUint256, v, r, s);
    await submit();
    expect(await token.getVotes(alice)).to.equal(units);
    await expect(submit()).to.be.revertedWithCustomError(token, "InvalidAccountNonce").withArgs(holder, 1n);
  });

  it("refuses a delegation after its expiry", async () => {
    const { token, holder, alice, bob } = await deploy();
    const expiry = BigInt(await now()) - 1n;
    const message = { delegatee: alice.address, nonce: 0n, expiry };
    const { v, r, s } = await signTokenMessage(token, holder, "Delegation", message);
    await expect(token.connect(bob).delegateBySig(alice, 0n, expiry, v, r, s))
      .to.be.revertedWithCustomError(token, "VotesExpiredSignature")
      .withArgs(expiry);
  });
}
