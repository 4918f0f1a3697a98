import { expect } from "chai";
import { pinoLog } from "../../../relay/adapters/pino/log.ts";

describe("The relay's log", () => {
  function logged(fields: object, json: boolean): string {
    const lines: string[] = [];
    pinoLog({ json, write: (line) => lines.push(line) }).info(fields, "signed");
    return lines.join("");
  }

  it("is one JSON object a line, amounts as decimal text", () => {
    expect(JSON.parse(logged({ epoch: 2n ** 70n, receipts: 3 }, true))).to.include({
      msg: "signed",
      epoch: "1180591620717411303424",
      receipts: 3,
    });
  });

  it("is a line for people otherwise", () => {
    expect(logged({ epoch: 4n, receipts: 3 }, false)).to.match(
      /^[\d:.]{12} INFO {2}signed epoch=4 receipts=3\n$/,
    );
  });

  it("shows people the beginning of a long list, and programs all of it", () => {
    const ids = ["0x1", "0x2", "0x3", "0x4"];
    expect(logged({ ids }, false)).to.contain('ids=["0x1","0x2"] and 2 more\n');
    expect(JSON.parse(logged({ ids }, true)).ids).to.deep.equal(ids);
  });

  it("stays one line for people, whatever strangers wrote", () => {
    const fields = { uri: "http://x/\n12:00 ERROR gives up \u001b[2J", logs: ["a\nb\u009b"] };
    const line = logged(fields, false);
    expect(line.trimEnd()).to.match(/^[^\p{Cc}]+$/u);
    expect(line).to.contain("\\u000a12:00 ERROR");
  });

  for (const name of ["privateKey", "password", "mnemonic", "url", "raw", "token", "authorization"]) {
    it(`never shows what is called ${name}`, () => {
      expect(logged({ [name]: "s3cret" }, true)).to.not.contain("s3cret");
      expect(logged({ [name]: "s3cret" }, false)).to.not.contain("s3cret");
    });
  }
});
