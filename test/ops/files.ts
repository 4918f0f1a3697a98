import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

describe("the systemd unit of a relay", () => {
  const unit = read("ops/althing-relay.service");

  it("is one that systemd understands", function () {
    if (spawnSync("systemd-analyze", ["--version"]).status !== 0) return this.skip();
    const folder = mkdtempSync(path.join(tmpdir(), "althing-unit-"));
    const file = path.join(folder, "althing-relay.service");
    // It has to name a program that is there.
    writeFileSync(file, unit.replaceAll("/opt/althing", root));
    const { status, stderr } = spawnSync("systemd-analyze", ["verify", file], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    expect(stderr).to.equal("");
    expect(status).to.equal(0);
  });

  it("waits longer for the relay's end than the relay takes", () => {
    const preset = /^#ALTHING_STOP_TIMEOUT_S=(\d+)$/m.exec(read(".env.example"))?.[1];
    const patience = /^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1];
    expect(Number(patience)).to.be.greaterThan(Number(preset) + 5);
  });

  it("leaves no core dump, and holds no secret", () => {
    expect(unit).to.match(/^LimitCORE=0$/m);
    expect(unit).to.not.match(/(KEY|PASSWORD|TOKEN)=/);
  });
});

describe("the container file of a relay", () => {
  const file = read("ops/Containerfile");

  it("fetches nothing but packages, and runs as nobody special", () => {
    expect(file).to.not.match(/curl|wget|apt-get|git clone|solc-bin/);
    expect(file).to.match(/^USER node$/m);
    expect(file).to.not.match(/^ENV.*(KEY|PASSWORD|TOKEN)=/m);
  });

  it("runs commands that there are, and leaves secrets and stores out", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    for (const [, script = ""] of file.matchAll(/npm run (\w+)/g)) expect(scripts).to.have.property(script);
    expect(existsSync(path.join(root, "node_modules/.bin/hardhat"))).to.equal(true);
    expect(read(".dockerignore").split("\n")).to.include.members([".env", ".relay", "node_modules"]);
  });
});
