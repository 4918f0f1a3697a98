import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ANNA, BERT, CARL, delegated, holdingsOf, moved, paid, voted } from "./support/holding-events.ts";

describe("holdings that events tell of", () => {
  it("of a token are what its transfers and delegations add up to, the largest first", () => {
    const holdings = holdingsOf([
      paid(ZeroAddress, ANNA, 100n),
      delegated(ANNA, ZeroAddress, CARL),
      voted(CARL, 0n, 100n),
      paid(ANNA, BERT, 70n),
      voted(CARL, 100n, 30n),
      paid(BERT, ZeroAddress, 10n),
      paid(BERT, BERT, 60n),
    ]);
    const none = { delegate: undefined, tokenIds: [] };
    expect(holdings).to.deep.equal([
      { ...none, account: BERT, balance: 60n, votes: 0n },
      { ...none, account: ANNA, balance: 30n, votes: 0n, delegate: CARL },
      { ...none, account: CARL, balance: 0n, votes: 30n },
    ]);
  });

  it("leave out who gave all away, and a delegation that was taken back", () => {
    const holdings = holdingsOf([
      paid(ZeroAddress, ANNA, 5n),
      delegated(ANNA, ZeroAddress, CARL),
      voted(CARL, 0n, 5n),
      delegated(ANNA, CARL, ZeroAddress),
      voted(CARL, 5n, 0n),
      paid(ZeroAddress, BERT, 5n),
      paid(BERT, ANNA, 5n),
    ]);
    expect(holdings.map(({ account, delegate }) => [account, delegate])).to.deep.equal([[ANNA, undefined]]);
  });

  it("of a collection are its tokens, without those that were burnt", () => {
    const holdings = holdingsOf([
      ...[1n, 2n, 10n, 11n].map((tokenId) => moved(ZeroAddress, ANNA, tokenId)),
      moved(ANNA, BERT, 2n),
      moved(ANNA, ZeroAddress, 1n),
    ]);
    expect(holdings.map(({ account, balance, tokenIds }) => [account, balance, tokenIds])).to.deep.equal([
      [ANNA, 2n, [10n, 11n]],
      [BERT, 1n, [2n]],
    ]);
  });
});
