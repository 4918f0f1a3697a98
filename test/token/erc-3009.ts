// ERC-3009, what it requires of a token:
//  1  transferWithAuthorization moves what was signed, whoever brings it, and fires AuthorizationUsed and Transfer
//  2  receiveWithAuthorization does so for the receiver alone
//  3  an authorisation counts only after validAfter and before validBefore
//  4  a nonce is any 32 bytes, and counts once, in whatever order
//  5  authorizationState says whether a nonce is used
//  6  cancelAuthorization uses a nonce up, and fires AuthorizationCanceled
//  7  an authorisation is for what was signed, in this token's domain, and for its own call
//  8  a smart wallet signs too: by ERC-1271, with a signature of bytes
//  9  with a signature of bytes, an account without code signs by ECDSA as before
import { expect } from "chai";
import { hexlify, id, MaxUint256, randomBytes } from "ethers";
import { network } from "hardhat";
import type { Connection } from "../fixtures/connection.ts";
import { plainAndFull, tokenFixture } from "../fixtures/token.ts";
import { signTokenMessage } from "../helpers/permit.ts";

const { networkHelpers } = await network.create();
const { time } = networkHelpers;
const WITH_BYTES = "(address,address,uint256,uint256,uint256,bytes32,bytes)";
const WITH_VRS = "(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)";

type Kind = "TransferWithAuthorization" | "ReceiveWithAuthorization";

interface Terms {
  readonly from?: string;
  readonly value?: bigint;
  readonly validAfter?: bigint;
  readonly validBefore?: bigint;
  readonly nonce?: string;
}

function walletFixture(name: string) {
  const fixture = tokenFixture(name);
  return async function deployWallet(connection: Connection) {
    const deployed = await fixture(connection);
    const { token, holder, admin } = deployed;
    const wallet = await connection.ethers.deployContract("SmartWallet", [holder]);
    await token.connect(admin).mint(wallet, 100n);
    return { ...deployed, wallet };
  };
}

for (const name of plainAndFull) {
  const fixture = walletFixture(name);

  describe(`${name}'s transfers by authorisation (ERC-3009)`, () => {
    /** What `holder` signed, for alice to get; `brought` is what is told to the token where it is not what was signed. */
    async function sign(kind: Kind, terms: Terms = {}, brought: Terms = {}) {
      const deployed = await networkHelpers.loadFixture(fixture);
      const { token, holder, alice, bob } = deployed;
      const preset = { value: 7n, validAfter: 0n, validBefore: MaxUint256, nonce: hexlify(randomBytes(32)) };
      const signed = { from: holder.address, to: alice.address, ...preset, ...terms };
      const { v, r, s, serialized } = await signTokenMessage(token, holder, kind, signed);
      const { from, to, value, validAfter, validBefore, nonce } = { ...signed, ...brought };
      const told = [from, to, value, validAfter, validBefore, nonce] as const;
      const withVrs = {
        transfer: (by = bob) => token.connect(by)[`transferWithAuthorization${WITH_VRS}`](...told, v, r, s),
        receive: (by = alice) => token.connect(by)[`receiveWithAuthorization${WITH_VRS}`](...told, v, r, s),
      };
      const withBytes = {
        transfer: (by = bob) =>
          token.connect(by)[`transferWithAuthorization${WITH_BYTES}`](...told, serialized),
        receive: (by = alice) =>
          token.connect(by)[`receiveWithAuthorization${WITH_BYTES}`](...told, serialized),
      };
      return { ...deployed, nonce, withVrs, withBytes };
    }

    const forms = ["withVrs", "withBytes"] as const;

    for (const form of forms) {
      const also = form === "withBytes" ? ", /9" : "";

      it(`ERC-3009/1, /5${also}: moves what was signed (${form})`, async () => {
        const { token, holder, alice, nonce, ...calls } = await sign("TransferWithAuthorization");
        expect(await token.authorizationState(holder, nonce)).to.equal(false);
        const transfer = calls[form].transfer();
        await expect(transfer).to.emit(token, "AuthorizationUsed").withArgs(holder, nonce);
        await expect(transfer).to.emit(token, "Transfer").withArgs(holder, alice, 7n);
        expect(await token.authorizationState(holder, nonce)).to.equal(true);
        expect(await token.balanceOf(alice)).to.equal(7n);
      });

      it(`ERC-3009/2${also}: lets the receiver alone bring what is to be received (${form})`, async () => {
        const { token, holder, alice, bob, nonce, ...calls } = await sign("ReceiveWithAuthorization");
        await expect(calls[form].receive(bob))
          .to.be.revertedWithCustomError(token, "ERC20InvalidReceiver")
          .withArgs(alice);
        await expect(calls[form].receive()).to.emit(token, "AuthorizationUsed").withArgs(holder, nonce);
        expect(await token.balanceOf(alice)).to.equal(7n);
      });

      it(`ERC-3009/4${also}: counts once (${form})`, async () => {
        const { token, holder, nonce, ...calls } = await sign("TransferWithAuthorization");
        await calls[form].transfer();
        for (const again of forms) {
          await expect(calls[again].transfer())
            .to.be.revertedWithCustomError(token, "ERC3009UsedAuthorization")
            .withArgs(holder, nonce);
        }
      });

      it(`ERC-3009/7${also}: counts for what was signed (${form})`, async () => {
        const { bob } = await networkHelpers.loadFixture(fixture);
        const changes = [{ value: 8n }, { from: bob.address }, { validAfter: 1n }, { nonce: id("other") }];
        for (const change of changes) {
          const { token, ...calls } = await sign("TransferWithAuthorization", {}, change);
          const refused = calls[form].transfer();
          await expect(refused).to.be.revertedWithCustomError(token, "ERC3009InvalidSignature");
        }
        const { token, ...calls } = await sign("ReceiveWithAuthorization");
        const refused = calls[form].transfer();
        await expect(refused).to.be.revertedWithCustomError(token, "ERC3009InvalidSignature");
      });
    }

    it("ERC-3009/3: counts between its times, neither second included", async () => {
      const validAfter = BigInt(await time.latest()) + 1_000n;
      const validBefore = validAfter + 2n;
      const { token, withVrs } = await sign("TransferWithAuthorization", { validAfter, validBefore });
      const start = await networkHelpers.takeSnapshot();
      for (const moment of [validAfter, validBefore]) {
        await time.setNextBlockTimestamp(moment);
        await expect(withVrs.transfer())
          .to.be.revertedWithCustomError(token, "ERC3009InvalidAuthorizationTime")
          .withArgs(validAfter, validBefore);
        await start.restore();
      }
      await time.setNextBlockTimestamp(validAfter + 1n);
      await withVrs.transfer();
    });

    async function signCancellation(nonce: string) {
      const { token, holder } = await networkHelpers.loadFixture(fixture);
      return signTokenMessage(token, holder, "CancelAuthorization", { authorizer: holder.address, nonce });
    }

    it("ERC-3009/6: is cancelled by signature", async () => {
      const nonces = [id("one"), id("two")] as const;
      const [one, two] = [await signCancellation(nonces[0]), await signCancellation(nonces[1])];
      const { token, holder, bob } = await networkHelpers.loadFixture(fixture);
      const cancel = token.connect(bob)["cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)"];
      await expect(cancel(holder, nonces[0], one.v, one.r, one.s))
        .to.emit(token, "AuthorizationCanceled")
        .withArgs(holder, nonces[0]);
      const cancelBytes = token.connect(bob)["cancelAuthorization(address,bytes32,bytes)"];
      await expect(cancelBytes(holder, nonces[1], two.serialized))
        .to.emit(token, "AuthorizationCanceled")
        .withArgs(holder, nonces[1]);
      for (const nonce of nonces) expect(await token.authorizationState(holder, nonce)).to.equal(true);
      await expect(cancelBytes(bob, nonces[1], two.serialized)).to.be.revertedWithCustomError(
        token,
        "ERC3009InvalidSignature",
      );
    });

    it("ERC-3009/6: what is cancelled is not moved", async () => {
      const nonce = id("cancelled");
      const { serialized } = await signCancellation(nonce);
      const { token, holder, withBytes } = await sign("TransferWithAuthorization", { nonce });
      await token["cancelAuthorization(address,bytes32,bytes)"](holder, nonce, serialized);
      await expect(withBytes.transfer())
        .to.be.revertedWithCustomError(token, "ERC3009UsedAuthorization")
        .withArgs(holder, nonce);
    });

    it("ERC-3009/8: a smart wallet pays by its own judgement", async () => {
      const { wallet, alice } = await networkHelpers.loadFixture(fixture);
      const from = await wallet.getAddress();
      const paid = await sign("TransferWithAuthorization", { from });
      await expect(paid.withVrs.transfer()).to.be.revertedWithCustomError(
        paid.token,
        "ERC3009InvalidSignature",
      );
      await expect(paid.withBytes.transfer()).to.emit(paid.token, "Transfer").withArgs(from, alice, 7n);
      const received = await sign("ReceiveWithAuthorization", { from });
      await expect(received.withBytes.receive())
        .to.emit(received.token, "Transfer")
        .withArgs(from, alice, 7n);
      const changed = await sign("TransferWithAuthorization", { from }, { value: 8n });
      await expect(changed.withBytes.transfer()).to.be.revertedWithCustomError(
        changed.token,
        "ERC3009InvalidSignature",
      );
    });

    it("ERC-3009/8: a contract that knows no ERC-1271 has signed nothing", async () => {
      const { token } = await networkHelpers.loadFixture(fixture);
      const from = await token.getAddress();
      const { withBytes } = await sign("TransferWithAuthorization", { from, value: 0n });
      await expect(withBytes.transfer()).to.be.revertedWithCustomError(token, "ERC3009InvalidSignature");
    });
  });
}
