// ERC-5805, what it requires of a token:
//  1  getVotes of an account is the sum of the balances of those who delegate to it
//  2  getVotes of the zero address is nothing, then and now
//  3  getPastVotes is what getVotes was at the end of that timepoint, and never changes after
//  4  getPastVotes of a timepoint that is not over reverts
//  5  delegates says whom an account chose
//  6  delegate changes the caller's choice, and fires DelegateChanged
//  7  a change of an account's votes fires DelegateVotesChanged, by whatever it came
//  8  delegateBySig does what delegate does for the signer, whoever brings it
//  9  delegateBySig counts until its expiry, that second included
// 10  delegateBySig must be signed with the signer's next nonce, which it uses up
// 11  the clock is ERC-6372's (see erc-6372.ts)
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { shouldBehaveLikeVotes } from "../behaviours/votes.ts";
import type { Connection } from "../fixtures/connection.ts";
import { deployToken, plainAndFull, TOKEN_PREMINT, tokenFixture } from "../fixtures/token.ts";
import { signTokenMessage } from "../helpers/permit.ts";

const connection = await network.create();
const { networkHelpers } = connection;
const { time } = networkHelpers;

async function deployVotingToken(connection: Connection) {
  const { token, ...accounts } = await deployToken(connection);
  async function moveOne(from: HardhatEthersSigner, to: HardhatEthersSigner) {
    await token.connect(from).transfer(to, 10n ** 18n);
    return 10n ** 18n;
  }
  return { ...accounts, token, units: TOKEN_PREMINT, moveOne };
}

/** Nobody has a delegate, and nobody gets one unasked: the module for that is told by their undelegating. */
function undelegatedFixture(name: string) {
  const fixture = tokenFixture(name);
  return async function deployUndelegated(connection: Connection) {
    const deployed = await fixture(connection);
    const { token, holder, alice, bob } = deployed;
    for (const account of [holder, alice, bob]) await token.connect(account).delegate(ZeroAddress);
    return deployed;
  };
}

describe("AlthingToken's votes", () => shouldBehaveLikeVotes(connection, deployVotingToken));

for (const name of plainAndFull) {
  const fixture = undelegatedFixture(name);
  const deploy = () => networkHelpers.loadFixture(fixture);

  describe(`${name}'s votes (ERC-5805)`, () => {
    it("ERC-5805/1, /5: are the balances of who delegated", async () => {
      const { token, admin, holder, alice, bob } = await deploy();
      await token.connect(admin).mint(bob, 5n);
      await token.connect(holder).delegate(alice);
      await token.connect(bob).delegate(alice);
      await token.connect(holder).transfer(bob, 3n);
      expect(await token.getVotes(alice)).to.equal(TOKEN_PREMINT + 5n);
      expect(await token.getVotes(holder)).to.equal(0n);
      expect([await token.delegates(holder), await token.delegates(alice)]).to.deep.equal([
        alice.address,
        ZeroAddress,
      ]);
    });

    it("ERC-5805/2: are never the zero address's", async () => {
      const { token, holder, alice } = await deploy();
      await token.connect(holder).delegate(alice);
      await token.connect(holder).delegate(ZeroAddress);
      const then = await time.latest();
      await time.increase(10);
      expect(await token.getVotes(ZeroAddress)).to.equal(0n);
      expect(await token.getPastVotes(ZeroAddress, then)).to.equal(0n);
    });

    it("ERC-5805/3: of the past stay what they were", async () => {
      const { token, holder, alice } = await deploy();
      await token.connect(holder).delegate(holder);
      const then = await time.latest();
      await time.increase(10);
      expect(await token.getPastVotes(holder, then)).to.equal(TOKEN_PREMINT);
      await token.connect(holder).transfer(alice, 4n);
      await time.increase(10);
      await token.connect(holder).delegate(alice);
      expect(await token.getPastVotes(holder, then)).to.equal(TOKEN_PREMINT);
      expect(await token.getPastTotalSupply(then)).to.equal(TOKEN_PREMINT);
    });

    it("ERC-5805/4: of now and later cannot be asked as past", async () => {
      const { token, holder } = await deploy();
      const now = await time.latest();
      for (const timepoint of [now, now + 5]) {
        await expect(token.getPastVotes(holder, timepoint))
          .to.be.revertedWithCustomError(token, "ERC5805FutureLookup")
          .withArgs(timepoint, now);
      }
    });

    it("ERC-5805/6, /7: change hands with a delegation", async () => {
      const { token, holder, alice, bob } = await deploy();
      await token.connect(holder).delegate(alice);
      const change = token.connect(holder).delegate(bob);
      await expect(change).to.emit(token, "DelegateChanged").withArgs(holder, alice, bob);
      await expect(change).to.emit(token, "DelegateVotesChanged").withArgs(alice, TOKEN_PREMINT, 0n);
      await expect(change).to.emit(token, "DelegateVotesChanged").withArgs(bob, 0n, TOKEN_PREMINT);
    });

    it("ERC-5805/7: follow transfers, mints and burns", async () => {
      const { token, admin, holder, alice, bob } = await deploy();
      await token.connect(alice).delegate(alice);
      const changed = (call: Promise<unknown>, before: bigint, after: bigint) =>
        expect(call).to.emit(token, "DelegateVotesChanged").withArgs(alice, before, after);
      await changed(token.connect(holder).transfer(alice, 4n), 0n, 4n);
      await changed(token.connect(admin).mint(alice, 5n), 4n, 9n);
      await changed(token.connect(alice).transfer(bob, 3n), 9n, 6n);
      await changed(token.connect(alice).burn(2n), 6n, 4n);
    });

    async function signDelegation({ nonce = 0n, expiry = MaxUint256 } = {}) {
      const { token, holder, alice, bob } = await deploy();
      const message = { delegatee: alice.address, nonce, expiry };
      const { v, r, s } = await signTokenMessage(token, holder, "Delegation", message);
      const submit = () => token.connect(bob).delegateBySig(alice, nonce, expiry, v, r, s);
      return { token, holder, alice, submit };
    }

    it("ERC-5805/8, /10: are delegated by signature, once", async () => {
      const { token, holder, alice, submit } = await signDelegation();
      await expect(submit()).to.emit(token, "DelegateChanged").withArgs(holder, ZeroAddress, alice);
      expect(await token.getVotes(alice)).to.equal(TOKEN_PREMINT);
      expect(await token.nonces(holder)).to.equal(1n);
      await expect(submit()).to.be.revertedWithCustomError(token, "InvalidAccountNonce").withArgs(holder, 1n);
    });

    it("ERC-5805/10: a delegation by signature waits for its nonce", async () => {
      const { token, holder, submit } = await signDelegation({ nonce: 1n });
      await expect(submit()).to.be.revertedWithCustomError(token, "InvalidAccountNonce").withArgs(holder, 0n);
    });

    it("ERC-5805/9: a delegation by signature counts until its expiry", async () => {
      const expiry = BigInt(await time.latest()) + 100n;
      const { token, submit } = await signDelegation({ expiry });
      const before = await networkHelpers.takeSnapshot();
      await time.setNextBlockTimestamp(expiry);
      await submit();
      await before.restore();
      await time.setNextBlockTimestamp(expiry + 1n);
      await expect(submit()).to.be.revertedWithCustomError(token, "VotesExpiredSignature").withArgs(expiry);
    });
  });
}
