import { expect } from "chai";
import { type CalledFunction, CallProfile } from "../../runtime/profiler/call-profile.ts";

const outer: CalledFunction = { kind: "wasm", index: 1 };
const inner: CalledFunction = { kind: "wasm", index: 2 };
const host: CalledFunction = { kind: "host" };

/** A profile of a call that has two functions. */
function profileOf(fuelLimit: number) {
  const profile = new CallProfile(fuelLimit);
  const rows = [profile.row(outer), profile.row(inner)] as const;
  return {
    profile,
    enterOuter: (fuel: number, resumed = false) => profile.enter(rows[0], fuel, resumed),
    enterInner: (fuel: number) => profile.enter(rows[1], fuel),
  };
}

describe("runtime: what a call profile adds up", () => {
  it("gives each function what was burnt while it was on top", () => {
    const { profile, enterOuter, enterInner } = profileOf(1000);
    enterOuter(990);
    enterInner(900);
    profile.leave(700);
    enterInner(690);
    profile.leave(600);
    profile.leave(550);
    expect(profile.end(500)).to.deep.equal([
      { called: host, calls: 1, own: 60, total: 500 },
      { called: outer, calls: 1, own: 150, total: 440 },
      { called: inner, calls: 2, own: 290, total: 290 },
    ]);
  });

  it("counts the fuel of a function that calls itself once", () => {
    const { profile, enterOuter, enterInner } = profileOf(1000);
    enterOuter(1000);
    enterInner(900);
    enterOuter(800);
    profile.leave(700);
    profile.leave(600);
    profile.leave(500);
    expect(profile.end(500).slice(1)).to.deep.equal([
      { called: outer, calls: 2, own: 300, total: 500 },
      { called: inner, calls: 1, own: 200, total: 300 },
    ]);
  });

  it("does not count it as a call that a function goes on", () => {
    const { profile, enterOuter } = profileOf(100);
    enterOuter(100);
    profile.leave(90);
    enterOuter(80, true);
    profile.leave(60);
    expect(profile.end(60)[1]).to.deep.equal({ called: outer, calls: 1, own: 30, total: 30 });
  });

  it("ends what was still running when the fuel ran out, at the limit and not past it", () => {
    const { profile, enterOuter, enterInner } = profileOf(100);
    enterOuter(90);
    enterInner(20);
    profile.leave(-5);
    enterInner(-10);
    expect(profile.end(0)).to.deep.equal([
      { called: host, calls: 1, own: 10, total: 100 },
      { called: outer, calls: 1, own: 70, total: 90 },
      { called: inner, calls: 2, own: 20, total: 20 },
    ]);
  });

  it("shows apart what a trap took", () => {
    const { profile, enterOuter, enterInner } = profileOf(100);
    enterOuter(90);
    enterInner(50);
    expect(profile.endInTrap()).to.deep.equal([
      { called: host, calls: 1, own: 10, total: 50 },
      { called: outer, calls: 1, own: 40, total: 40 },
      { called: inner, calls: 1, own: 0, total: 0 },
      { called: { kind: "forfeit" }, calls: 1, own: 50, total: 50 },
    ]);
  });
});
