import { expect } from "chai";
import { parseEther } from "ethers";
import { requestStates } from "../../relay/domain/request.ts";
import type { StatusSnapshot } from "../../tasks/relay/status-snapshot.ts";
import { statusView } from "../../tasks/relay/status-view.ts";

const NOW = 1_800_000_000_000;
const HASH = `0x${"ab".repeat(32)}`;
const ADDRESS = `0x${"cd".repeat(20)}`;

const idle: StatusSnapshot = {
  network: "sepolia",
  router: ADDRESS,
  store: "relay.db",
  relay: "not asked",
  head: { number: 1_000, timestamp: BigInt(NOW / 1_000 - 12) },
  takenInTo: 998,
  holds: [],
  requests: {
    ...(Object.fromEntries(requestStates.map((state) => [state, 0])) as StatusSnapshot["requests"]),
  },
  inFlight: [],
  earnings: { gasSpent: 0n, reimbursed: 0n, settled: 0 },
  sweep: { spent: 0n, maxWeiPerDay: parseEther("0.1"), overdue: 0 },
  endpoint: { head: 1_000, latencyMs: 41 },
  senders: [{ address: ADDRESS, balance: parseEther("1.23456789"), account: 1n, toCollect: 0n, nonce: 7 }],
  latest: [],
};

const line = (view: string, name: string) => view.split("\n").find((text) => text.startsWith(name)) ?? "";

describe("relay status, as a person reads it", () => {
  it("tells how far the relay is", () => {
    const view = statusView(idle, NOW, 160);
    expect(line(view, "chain")).to.equal("chain      taken in to block 998, 12 s ago; 2 behind the head");
    expect(line(view, "in flight")).to.equal("in flight  nothing");
    expect(view).to.contain("1.234567 ETH").and.to.contain("<0.000001 ETH");
  });

  it("tells why nothing is signed, and only then", () => {
    const holds = [{ code: "ALT_RELAY_KEY_IN_USE", message: "another one signs", since: NOW }];
    expect(line(statusView({ ...idle, holds }, NOW, 160), "on hold")).to.equal(
      "on hold    another one signs (ALT_RELAY_KEY_IN_USE). See relay confirm",
    );
    expect(line(statusView(idle, NOW, 160), "on hold")).to.equal("");
  });

  it("tells what is in flight, and what was earned", () => {
    const transaction = {
      sender: ADDRESS,
      kind: "fulfil" as const,
      requests: 3,
      nonce: 9,
      transactionHash: HASH,
      sentAt: NOW - 4_000,
    };
    const earnings = { gasSpent: parseEther("0.5"), reimbursed: parseEther("0.25"), settled: 1_234 };
    const view = statusView({ ...idle, inFlight: [transaction], earnings }, NOW, 160);
    expect(line(view, "in flight")).to.equal("in flight  fulfil of 3, nonce 9, 0xabab…abab, sent 4 s ago");
    expect(line(view, "24 hours")).to.equal(
      "24 hours   1,234 fulfilled; gas 0.5 ETH, paid back 0.25 ETH, left -0.25 ETH",
    );
  });

  it("tells what the running relay says of itself and of its endpoints", () => {
    const reasons = [{ code: "ALT_RELAY_BEHIND", message: "it is behind" }];
    const endpoint = {
      name: "rpc.example",
      state: "open" as const,
      leads: false,
      weight: 1,
      calls: 100,
      errors: { timeout: 3, connection: 1, status: 0, rateLimit: 0, senseless: 0, wrongChain: 0, behind: 0 },
      disagreements: 0,
      latencyMs: 30,
      head: 999,
    };
    const relay = { phase: "running" as const, ready: false, reasons, endpoints: [endpoint] };
    const view = statusView({ ...idle, relay }, NOW, 160);
    expect(line(view, "relay")).to.contain("running, not ready: it is behind (ALT_RELAY_BEHIND)");
    expect(view).to.match(/│ rpc\.example +│ open +│ +999 │ +30 ms │ +100 │ +4 │/);
  });

  it("says when nobody answers for the relay", () => {
    expect(line(statusView({ ...idle, relay: "no answer" }, NOW, 160), "relay")).to.contain(
      "does not answer",
    );
  });

  it("fits a terminal of a hundred columns", () => {
    const latest = [
      {
        id: HASH,
        at: NOW - 60_000,
        state: "settled" as const,
        outcome: "Unserviceable",
        fuelUsed: 20_000_000n,
        charged: parseEther("0.001234"),
        refunded: parseEther("0.1"),
        reimbursed: 0n,
        reason: undefined,
      },
    ];
    const tables = statusView({ ...idle, latest }, NOW, 80)
      .split("\n")
      .filter((text) => /^[┌│├└]/.test(text));
    for (const text of tables) expect(text.length, text).to.be.lessThanOrEqual(100);
    expect(tables.join("\n")).to.contain("60 s ago");
  });
});
