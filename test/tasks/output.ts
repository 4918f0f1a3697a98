import { expect } from "chai";
import { parseEther } from "ethers";
import { duration, ether, figure, gwei, short, tokens } from "../../tasks/shared/format.ts";
import { outputFor, printFields, renderTable, toJson } from "../../tasks/shared/output.ts";
import { capture } from "./support/console.ts";

describe("what tasks print", () => {
  it("is one document on standard output with --json, and progress elsewhere", async () => {
    const { stdout, stderr } = await capture(async () => {
      const output = outputFor({ json: true });
      output.progress("working");
      output.finish({ amount: 5n }, () => console.log("for people"));
    });
    expect([stdout, stderr]).to.deep.equal(['{"amount":"5"}', "working"]);
  });

  it("is for people without", async () => {
    const { stdout } = await capture(async () => {
      const output = outputFor({ json: false });
      output.progress("working");
      output.finish({ amount: 5n }, () => console.log("for people"));
    });
    expect(stdout).to.equal("working\nfor people");
  });

  it("writes bigints of any depth as decimal strings", () => {
    expect(toJson({ list: [{ wei: 2n ** 100n }] })).to.equal(
      '{"list":[{"wei":"1267650600228229401496703205376"}]}',
    );
  });

  it("escapes control characters of what strangers chose", async () => {
    const { stdout } = await capture(async () => printFields({ uri: "a\u001b[2J\nowner  me" }));
    expect(stdout).to.equal("uri  a\\u001b[2J\\u000aowner  me");
    expect(renderTable(["uri"], [["a\u001b[2J"]])).to.contain("a\\u001b[2J");
  });

  it("aligns columns of figures right and others left", () => {
    const lines = renderTable(
      ["name", "gas"],
      [
        ["a", "1,000"],
        ["bcd", "7"],
      ],
    ).split("\n");
    expect(lines.slice(-3, -1)).to.deep.equal(["│ a    │ 1,000 │", "│ bcd  │     7 │"]);
  });
});

describe("how tasks write figures", () => {
  it("keeps every digit of an amount", () => {
    expect(ether(parseEther("1234567.000000000000000001"))).to.equal("1,234,567.000000000000000001 ETH");
    expect(tokens(parseEther("1000000"))).to.equal("1,000,000");
    expect(tokens(0n)).to.equal("0");
    expect(gwei(1_234_567_000_000_001n)).to.equal("1,234,567.000000001");
  });

  it("groups thousands and shortens hashes and times", () => {
    expect([figure(999), figure(1_000n), figure(1_234_567)]).to.deep.equal(["999", "1,000", "1,234,567"]);
    expect(short(`0x${"ab".repeat(32)}`)).to.equal("0xabab…abab");
    expect([duration(12.4), duration(999), duration(1_000)]).to.deep.equal(["12 ms", "999 ms", "1.0 s"]);
  });
});
