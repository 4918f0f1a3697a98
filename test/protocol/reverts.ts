import { expect } from "chai";
import { Interface } from "ethers";
import { revertDataOf, revertDecoder } from "../../protocol/reverts.ts";

const vault = ["error VaultBalance(address who, uint256 had, uint256 needed)", "error VaultShut()"];
const WHO = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
const data = new Interface(vault).encodeErrorResult("VaultBalance", [WHO, 1n, 2n]);
const decode = revertDecoder([vault, ["error VaultShut()", "error OtherFault(uint256)"]]);

describe("reverts", () => {
  describe("decoding", () => {
    it("names the error and its arguments", () => {
      expect(decode(data)).to.deep.equal({
        name: "VaultBalance",
        args: { who: WHO, had: 1n, needed: 2n },
        text: `VaultBalance(who: ${WHO}, had: 1, needed: 2)`,
        data,
      });
    });

    it("knows the errors of every ABI, also those that several have", () => {
      expect(decode(new Interface(vault).encodeErrorResult("VaultShut")).name).to.equal("VaultShut");
      const other = new Interface(["error OtherFault(uint256)"]).encodeErrorResult("OtherFault", [7n]);
      expect(decode(other).args).to.deep.equal({ 0: 7n });
    });

    it("knows Solidity's own errors", () => {
      const builtin = new Interface(["error Error(string message)", "error Panic(uint256 code)"]);
      expect(decode(builtin.encodeErrorResult("Error", ["no"])).name).to.equal("Error");
      expect(decode(builtin.encodeErrorResult("Panic", [0x11n])).name).to.equal("Panic");
    });

    it("keeps what it does not know", () => {
      expect(decode("0x12345678")).to.deep.include({ name: "0x12345678", args: {}, data: "0x12345678" });
      expect(decode("0x").name).to.equal("");
    });
  });

  describe("data", () => {
    const places: Record<string, unknown> = {
      "an error of ethers": Object.assign(new Error(), { data }),
      "a JSON-RPC error": { error: { code: 3, data } },
      "an error's data object": { data: { data } },
      "ethers' info": { info: { error: { data } } },
      "a cause": new Error("outer", { cause: Object.assign(new Error("inner"), { data }) }),
    };
    for (const [place, error] of Object.entries(places)) {
      it(`is found in ${place}`, () => {
        expect(revertDataOf(error)).to.equal(data);
      });
    }

    it("is not a transaction's hash, nor anything else", () => {
      expect(revertDataOf({ data: `0x${"ab".repeat(32)}` })).to.equal(undefined);
      expect(revertDataOf(new Error("no data"))).to.equal(undefined);
      expect(revertDataOf(undefined)).to.equal(undefined);
    });

    it("is looked for once where errors refer to each other", () => {
      const error: { cause?: unknown } = {};
      error.cause = { cause: error };
      expect(revertDataOf(error)).to.equal(undefined);
    });
  });
});
