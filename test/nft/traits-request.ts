import { expect } from "chai";
import { id as hashOf, parseEther, toBeHex } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import { packRequest } from "../../protocol/request.ts";
import { MINT_PRICE, NO_FUNCTION, TRAITS_CALL } from "../fixtures/collection.ts";
import { headerOf, taskOf } from "../helpers/operator.ts";
import { deployAsking } from "../helpers/traits.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const deploy = () => deployAsking(connection);

describe("Collection's requests for traits", () => {
  describe("requestTraits", () => {
    it("asks the function that the owner chose, for the token and its seed", async () => {
      const { collection, router, traits, program, holder, price, request } = await deploy();
      const id = await request(3n);
      const [requested] = await router.queryFilter(router.filters.Requested(id));
      const seed = await collection.seedOf(3n);
      expect(requested?.args.data).to.equal(traits.interface.encodeFunctionData("traits", [3n, seed]));
      const header = await headerOf(router, id);
      const task = await taskOf(router, id);
      const { duration, ...limits } = TRAITS_CALL;
      expect(task).to.deep.include({ program, mode: 0n });
      expect(header).to.deep.include({ ...limits, consumer: collection.target, refundTo: holder.address });
      expect(header).to.deep.include({ tag: toBeHex(3n, 32), deadline: task.timestamp + duration });
      expect(await router.escrowOf(packRequest(header))).to.equal(price);
    });

    it("says so, and waits", async () => {
      const { collection, router, holder, price } = await deploy();
      const request = collection.connect(holder).requestTraits([1n], { value: price });
      await expect(request).to.emit(collection, "TraitsRequested");
      const [requested] = await router.queryFilter(router.filters.Requested(undefined, collection));
      await expect(request).to.emit(collection, "TraitsRequested").withArgs(1n, requested?.args.id, holder);
      const until = BigInt(await networkHelpers.time.latest()) + TRAITS_CALL.duration;
      expect(await collection.traitsPendingUntil(1n)).to.equal(until);
      expect(await collection.isCarved(1n)).to.equal(false);
    });

    it("asks for many at once, and credits what was paid too much", async () => {
      const { collection, router, holder, price } = await deploy();
      const value = 3n * price + 17n;
      const ids = await collection.connect(holder).requestTraits.staticCall([1n, 2n, 5n], { value });
      await expect(collection.connect(holder).requestTraits([1n, 2n, 5n], { value })).to.changeEtherBalance(
        ethers,
        router,
        value,
      );
      expect(new Set(ids).size).to.equal(3);
      expect((await router.accountOf(holder)).balance).to.equal(17n);
      for (const tokenId of [1n, 2n, 5n]) {
        expect(await collection.traitsPendingUntil(tokenId)).not.to.equal(0n);
      }
      expect(await collection.traitsPendingUntil(3n)).to.equal(0n);
    });

    it("refuses too little, with the figures", async () => {
      const { collection, holder, price } = await deploy();
      await expect(collection.connect(holder).requestTraits([1n, 2n], { value: 2n * price - 1n }))
        .to.be.revertedWithCustomError(collection, "CollectionTraitsPaymentTooLow")
        .withArgs(2n * price - 1n, 2n * price);
    });

    it("is for the token's owner", async () => {
      const { collection, holder, alice, price } = await deploy();
      await expect(collection.connect(alice).requestTraits([1n], { value: price }))
        .to.be.revertedWithCustomError(collection, "ERC721IncorrectOwner")
        .withArgs(alice, 1n, holder);
      await expect(collection.connect(alice).requestTraits([6n], { value: price }))
        .to.be.revertedWithCustomError(collection, "ERC721NonexistentToken")
        .withArgs(6n);
    });

    it("refuses an empty list, which would keep the payment", async () => {
      const { collection, holder } = await deploy();
      await expect(collection.connect(holder).requestTraits([], { value: 1n })).to.be.revertedWithCustomError(
        collection,
        "CollectionNothingRequested",
      );
    });

    it("has one request a token", async () => {
      const { collection, holder, price, request } = await deploy();
      await request(1n);
      await expect(collection.connect(holder).requestTraits([1n], { value: price }))
        .to.be.revertedWithCustomError(collection, "CollectionTraitsPending")
        .withArgs(1n, await collection.traitsPendingUntil(1n));
      await expect(
        collection.connect(holder).requestTraits([2n, 2n], { value: 2n * price }),
      ).to.be.revertedWithCustomError(collection, "CollectionTraitsPending");
    });

    it("waits for the owner to set a function", async () => {
      const { collection, admin, holder } = await deploy();
      await collection.connect(admin).setTraitsFunction(NO_FUNCTION);
      const request = collection.connect(holder).requestTraits([1n], { value: parseEther("1") });
      await expect(request).to.be.revertedWithCustomError(collection, "CollectionTraitsFunctionUnset");
    });
  });

  describe("a request without traits", () => {
    for (const outcome of [Outcome.Revert, Outcome.OutOfFuel, Outcome.Trap, Outcome.Unserviceable]) {
      it(`(outcome ${outcome}) is told, and can be made again`, async () => {
        const { collection, request, answer } = await deploy();
        const id = await request();
        const result = outcome === Outcome.Revert ? "0xc0de" : "0x";
        const fuels: Record<number, bigint> = { [Outcome.Revert]: 9n, [Outcome.Unserviceable]: 0n };
        const fuelUsed = fuels[outcome] ?? TRAITS_CALL.fuelLimit;
        await expect(answer(id, { outcome, result, fuelUsed }))
          .to.emit(collection, "TraitsFailed")
          .withArgs(1n, id, outcome, result);
        expect(await request()).not.to.equal(id);
      });
    }

    it("that expired can be made again, and its seed is the same", async () => {
      const { collection, router, traits, holder, price, request } = await deploy();
      const first = await request();
      const header = await headerOf(router, first);
      await networkHelpers.time.increaseTo(header.deadline + 1n);
      await router.expire([packRequest(header)]);
      expect((await router.accountOf(holder)).balance).to.equal(price);
      const second = await request();
      const [requested] = await router.queryFilter(router.filters.Requested(second));
      const [tokenId, seed] = traits.interface.decodeFunctionData("traits", requested?.args.data ?? "0x");
      expect([tokenId, seed]).to.deep.equal([1n, await collection.seedOf(1n)]);
      expect((await taskOf(router, second)).calldataHash).to.equal(
        (await taskOf(router, first)).calldataHash,
      );
    });
  });

  describe("seedOf", () => {
    it("differs from token to token", async () => {
      const { collection } = await deploy();
      const seeds = await Promise.all([1n, 2n, 3n, 4n, 5n].map((id) => collection.seedOf(id)));
      expect(new Set(seeds).size).to.equal(5);
    });

    it("comes of the mint's block: nothing later changes it, another randao gives another", async () => {
      const { collection, holder, alice } = await deploy();
      const mintWith = async (prevrandao: number) => {
        const before = await networkHelpers.takeSnapshot();
        await networkHelpers.setPrevRandao(prevrandao);
        await collection.mint(alice, 1n, { value: MINT_PRICE });
        const seed = await collection.seedOf(6n);
        await networkHelpers.mine(3);
        await collection.connect(holder).transferFrom(holder, alice, 1n);
        expect(await collection.seedOf(6n)).to.equal(seed);
        await before.restore();
        return seed;
      };
      expect(await mintWith(1)).not.to.equal(await mintWith(2));
    });

    it("is not there before the token is", async () => {
      const { collection } = await deploy();
      await expect(collection.seedOf(6n))
        .to.be.revertedWithCustomError(collection, "ERC721NonexistentToken")
        .withArgs(6n);
    });
  });

  describe("the owner", () => {
    it("chooses the function", async () => {
      const { collection, traitsFunction, admin, alice } = await deploy();
      const chosen = { ...traitsFunction, program: hashOf("another program") };
      await expect(collection.connect(admin).setTraitsFunction(chosen)).to.emit(
        collection,
        "TraitsFunctionChanged",
      );
      expect(await collection.traitsFunction()).to.deep.equal(Object.values(chosen));
      await expect(collection.connect(alice).setTraitsFunction(chosen))
        .to.be.revertedWithCustomError(collection, "OwnableUnauthorizedAccount")
        .withArgs(alice);
    });

    it("follows the directory to a new router; what was asked at the old one still arrives", async () => {
      const { collection, directory, router, renderer, admin, alice, request, answer } = await deploy();
      const id = await request();
      await directory.connect(admin).setCurrent(renderer);
      expect(await collection.functionRouter()).to.equal(router);
      await expect(collection.connect(admin).followRouter(renderer))
        .to.emit(collection, "FunctionRouterChanged")
        .withArgs(router, renderer);
      expect(await collection.functionRouter()).to.equal(renderer);
      await answer(id);
      expect(await collection.isCarved(1n)).to.equal(true);
      await expect(collection.connect(alice).followRouter(renderer))
        .to.be.revertedWithCustomError(collection, "OwnableUnauthorizedAccount")
        .withArgs(alice);
    });
  });
});
