import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { expect } from "chai";

const PROGRAM = path.resolve(import.meta.dirname, "start-and-stop.ts");

describe("A stopped relay", () => {
  it("leaves nothing that keeps its process alive", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", PROGRAM], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += String(chunk);
    });
    const [status] = await once(child, "exit");
    expect({ status, output }).to.deep.equal({ status: 0, output: "settled 1\n" });
  });
});
