import { expect } from "chai";
import { toBeHex } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import { packVerdict } from "../../protocol/receipt.ts";
import { packRequest } from "../../protocol/request.ts";
import { imageOf, parseMetadata } from "../helpers/data-uri.ts";
import { headerOf } from "../helpers/operator.ts";
import { deployAsking, FUEL_USED, type Shield, shield } from "../helpers/traits.ts";

const connection = await network.create();
const { networkHelpers } = connection;
const deploy = () => deployAsking(connection);

describe("Collection's traits, when they arrive", () => {
  describe("as the function should give them", () => {
    it("carves the token, for good", async () => {
      const { collection, holder, price, request, answer } = await deploy();
      const id = await request(2n);
      expect(await collection.traitsPendingUntil(2n)).not.to.equal(0n);
      const fulfilment = answer(id);
      await expect(fulfilment).to.emit(collection, "TraitsCarved").withArgs(2n, id);
      await expect(fulfilment).to.emit(collection, "MetadataUpdate").withArgs(2n);
      expect(await collection.traitsOf(2n)).to.deep.equal(Object.values(shield));
      expect(await collection.traitsPendingUntil(2n)).to.equal(0n);
      await expect(collection.connect(holder).requestTraits([2n], { value: price }))
        .to.be.revertedWithCustomError(collection, "CollectionCarved")
        .withArgs(2n);
    });

    it("shows them", async () => {
      const { collection, renderer, request, answer } = await deploy();
      await answer(await request(2n));
      expect(await collection.tokenURI(2n)).to.equal(await renderer.carvedURI(2n, shield));
      expect(imageOf(parseMetadata(await collection.tokenURI(2n)))).to.equal(
        await renderer.carvedImage(shield),
      );
      expect(await collection.tokenURI(3n)).to.equal(await renderer.uncarvedURI(3n));
    });

    it("keeps names and numbers at their limits", async () => {
      const { collection, request, answer, encode } = await deploy();
      const extremes: Shield[] = [
        { pattern: 7n, field: 0xffffffn, charge: 0n, rune: 23n, name: "x".repeat(24) },
        { pattern: 0n, field: 0n, charge: 0xffffffn, rune: 0n, name: " " },
        { pattern: 0n, field: 0n, charge: 0n, rune: 0n, name: "Odin's 9-fold" },
      ];
      for (const [i, extreme] of extremes.entries()) {
        await answer(await request(BigInt(i + 1)), { result: encode(extreme) });
        expect(await collection.traitsOf(i + 1)).to.deep.equal(Object.values(extreme));
      }
    });

    it("carves the token also after it was sold", async () => {
      const { collection, holder, alice, request, answer } = await deploy();
      const id = await request(1n);
      await collection.connect(holder).transferFrom(holder, alice, 1n);
      await answer(id);
      expect(await collection.isCarved(1n)).to.equal(true);
    });
  });

  describe("hostile traits", () => {
    const hostile: { what: string; result(encode: (answer: Shield) => string): string }[] = [
      { what: "a pattern that is not there", result: (encode) => encode({ ...shield, pattern: 8n }) },
      { what: "a rune that is not there", result: (encode) => encode({ ...shield, rune: 24n }) },
      {
        what: "a name that closes the title",
        result: (encode) => encode({ ...shield, name: "</title><script>" }),
      },
      { what: "a name that ends the string", result: (encode) => encode({ ...shield, name: '","image":"' }) },
      { what: "a name that is too long", result: (encode) => encode({ ...shield, name: "x".repeat(25) }) },
      { what: "no name", result: (encode) => encode({ ...shield, name: "" }) },
      { what: "a colour of 32 bits", result: (encode) => encode(shield).replace("001f3a5f", "011f3a5f") },
      { what: "half an answer", result: (encode) => encode(shield).slice(0, 200) },
      { what: "nothing", result: () => "0x" },
    ];
    for (const { what, result } of hostile) {
      it(`${what} leaves the token uncarved, to be asked for again after the deadline`, async () => {
        const { collection, router, request, answer, encode } = await deploy();
        const id = await request();
        await expect(answer(id, { result: result(encode) })).to.emit(router, "CallbackFailed");
        expect(await collection.isCarved(1n)).to.equal(false);
        await networkHelpers.time.increaseTo((await collection.traitsPendingUntil(1n)) + 1n);
        await answer(await request());
        expect(await collection.isCarved(1n)).to.equal(true);
      });
    }
  });

  describe("late, as their callback had too little gas", () => {
    /** Asks for token 1 with a callback that cannot succeed; `deliver` then brings the result. */
    async function deployLate() {
      const fixture = await deploy();
      const { collection, router, admin, traitsFunction, request, answer, encode, alice } = fixture;
      await collection.connect(admin).setTraitsFunction({ ...traitsFunction, callbackGasLimit: 30_000n });
      const id = await request();
      await expect(answer(id)).to.emit(router, "CallbackFailed");
      await collection.connect(admin).setTraitsFunction(traitsFunction);
      const header = packRequest(await headerOf(router, id));
      const verdict = packVerdict({ outcome: Outcome.Success, fuelUsed: FUEL_USED });
      return {
        ...fixture,
        id,
        deliver: () => router.connect(alice).deliver(header, verdict, encode(shield)),
      };
    }

    it("carve the token, whoever delivers them", async () => {
      const { collection, id, deliver } = await deployLate();
      await expect(deliver()).to.emit(collection, "TraitsCarved").withArgs(1n, id);
      expect(await collection.traitsOf(1n)).to.deep.equal(Object.values(shield));
    });

    it("do not carve it twice, where it was asked for again", async () => {
      const { collection, request, answer, deliver } = await deployLate();
      await networkHelpers.time.increaseTo((await collection.traitsPendingUntil(1n)) + 1n);
      await answer(await request());
      await expect(deliver()).to.be.revertedWithCustomError(collection, "CollectionCarved").withArgs(1n);
    });
  });

  it("takes callbacks from its router alone", async () => {
    const { collection, alice, request, encode } = await deploy();
    const id = await request();
    await expect(
      collection.connect(alice).onFunctionResult(id, toBeHex(1n, 32), Outcome.Success, encode(shield)),
    )
      .to.be.revertedWithCustomError(collection, "FunctionConsumerUnexpectedCallback")
      .withArgs(alice, id);
  });

  it("has no traits to show before they arrive", async () => {
    const { collection } = await deploy();
    await expect(collection.traitsOf(1n))
      .to.be.revertedWithCustomError(collection, "CollectionUncarved")
      .withArgs(1n);
    for (const view of [() => collection.traitsOf(6n), () => collection.tokenURI(6n)]) {
      await expect(view()).to.be.revertedWithCustomError(collection, "ERC721NonexistentToken").withArgs(6n);
    }
  });
});
