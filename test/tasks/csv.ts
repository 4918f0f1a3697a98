import { expect } from "chai";
import { requireOneFormat, toCsv } from "../../tasks/shared/csv.ts";
import { failure } from "../helpers/failure.ts";

describe("comma-separated values", () => {
  it("quote what would break a line or a column, and double quotes in it", () => {
    const rows = [
      ["1", "plain"],
      ["a,b", 'he said "no"'],
      ["two\nlines", ""],
    ];
    expect(toCsv(["x", "y"], rows)).to.equal('x,y\n1,plain\n"a,b","he said ""no"""\n"two\nlines",');
    expect(toCsv(["x"], [])).to.equal("x");
  });

  it("are one format, and JSON another", async () => {
    requireOneFormat({ json: true, csv: false });
    requireOneFormat({ json: false, csv: true });
    const both = async () => requireOneFormat({ json: true, csv: true });
    await failure(both(), "ALT_CLIENT_FORMATS");
  });
});
