import { expect } from "chai";
import { parseCsv, requireOneFormat, toCsv } from "../../tasks/shared/csv.ts";
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

  it("are read with the lines that their rows begin in, however lines end and cells are quoted", () => {
    const text = '\uFEFFa , b\r\n\n"x, ""y""","two\nlines"\r \nlast,\n';
    expect(parseCsv(text)).to.deep.equal([
      { line: 1, cells: ["a", "b"] },
      { line: 3, cells: ['x, "y"', "two\nlines"] },
      { line: 6, cells: ["last", ""] },
    ]);
    expect(parseCsv("")).to.deep.equal([]);
    expect(parseCsv("1,2")).to.deep.equal([{ line: 1, cells: ["1", "2"] }]);
    expect(parseCsv(',\n"open,\nend')).to.deep.equal([
      { line: 1, cells: ["", ""] },
      { line: 2, cells: ['"open', "end"] },
    ]);
  });

  it("are read as they were written", () => {
    const rows = [
      ["a,b", 'no "thing"'],
      ["two\nlines", ""],
      ["plain", "  spaced  "],
    ];
    const cells = parseCsv(toCsv(["x", "y"], rows)).map((row) => row.cells);
    expect(cells.slice(0, 3)).to.deep.equal([["x", "y"], ...rows.slice(0, 2)]);
    expect(cells[3]).to.deep.equal(["plain", "spaced"]);
  });

  it("are one format, and JSON another", async () => {
    requireOneFormat({ json: true, csv: false });
    requireOneFormat({ json: false, csv: true });
    const both = async () => requireOneFormat({ json: true, csv: true });
    await failure(both(), "ALT_CLIENT_FORMATS");
  });
});
