import { expect } from "chai";
import { Revert, revertOf } from "../../functions/sdk/index.ts";

const revert = revertOf([
  "struct Claim { address account; uint256 amount; }",
  "error Refused(Claim claim, uint8[] codes)",
  "error NotFound(uint256 id, string kind)",
  "error Closed()",
  "function claim(uint256 id)",
]);

describe("guest SDK: errors typed from the ABI", () => {
  it("hold the name and the values", () => {
    expect(revert("Closed").revert).to.deep.equal({ name: "Closed", values: [] });
    const claim = { account: `0x${"11".repeat(20)}`, amount: 5n };
    for (const [made, name, values] of [
      [revert("NotFound", [7, "token"]), "NotFound", [7, "token"]],
      [revert("Refused", [claim, [1n, 2]]), "Refused", [claim, [1n, 2]]],
    ] as const) {
      expect(made).to.be.instanceOf(Revert);
      expect(made.revert).to.deep.equal({ name, values });
    }
  });

  it("are refused by the compiler where name or values are not the ABI's", () => {
    const mistakes = [
      // @ts-expect-error: no error has that name
      () => revert("Missing", []),
      // @ts-expect-error: a function is none
      () => revert("claim", [1n]),
      // @ts-expect-error: it has values
      () => revert("NotFound"),
      // @ts-expect-error: one value is missing
      () => revert("NotFound", [1n]),
      // @ts-expect-error: the first value is a number
      () => revert("NotFound", ["7", "token"]),
      // @ts-expect-error: it has no values
      () => revert("Closed", [1n]),
      // @ts-expect-error: the values are another error's
      () => revert("Refused", [1n, "token"]),
      // @ts-expect-error: the values are another error's
      () => revert("Closed", [1n, "token"]),
      // @ts-expect-error: a field is missing
      () => revert("Refused", [{ account: "0x" }, []]),
    ];
    expect(mistakes.map((make) => make())).to.have.length(9);
  });
});
