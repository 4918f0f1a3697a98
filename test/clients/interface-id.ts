import { expect } from "chai";
import { interfaceIdOf } from "../../clients/support/interface-id.ts";
import { IERC4907__factory } from "../../types/index.js";

describe("interface ids", () => {
  it("are what the standards say", () => {
    expect(interfaceIdOf(IERC4907__factory.abi)).to.equal("0xad092b5c");
    expect(interfaceIdOf(["function supportsInterface(bytes4 id) view returns (bool)"])).to.equal(
      "0x01ffc9a7",
    );
  });
});
