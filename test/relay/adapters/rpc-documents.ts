import { expect } from "chai";
import { documentsIn } from "../../../relay/adapters/rpc/documents.ts";

/** What is cut out of `stream` when it comes in pieces of these lengths. */
function cut(stream: string, lengths: readonly number[] = [stream.length]): string[] {
  const found: string[] = [];
  const { take } = documentsIn((text) => found.push(text));
  let at = 0;
  for (const length of lengths) {
    expect(take(stream.slice(at, at + length))).to.equal(true);
    at += length;
  }
  take(stream.slice(at));
  return found;
}

describe("JSON documents in a stream", () => {
  const documents = [
    "{}",
    "[1,[2]]",
    String.raw`{"text":"}]\"{[\\","more":{"empty":""}}`,
    JSON.stringify({ snowman: "\u2603", lines: "a\nb", nested: [{ deep: [[{}]] }] }),
  ];
  for (const [name, between] of Object.entries({
    nothing: "",
    "a line break": "\n",
    "white space": " \r\n",
  })) {
    it(`come out as they went in, with ${name} between them, wherever the stream is cut`, () => {
      const stream = documents.map((text) => text + between).join("");
      for (let length = 1; length <= stream.length; length++) {
        const pieces = new Array<number>(Math.floor(stream.length / length)).fill(length);
        expect(cut(stream, pieces).map((text) => text.trim())).to.deep.equal(documents);
      }
    });
  }

  it("are not ended by brackets and quotes within their texts", () => {
    const text = String.raw`{"a":"}]\"","b":"\\"}`;
    expect(cut(text + text, [9, 3])).to.deep.equal([text, text]);
  });

  it("are refused where a bracket closes what none opened", () => {
    const { take } = documentsIn(() => undefined);
    expect(take("]")).to.equal(false);
  });
});
