import { formatEther, ZeroAddress } from "ethers";
import { fail } from "../../protocol/errors.ts";
import type { Statement } from "../../protocol/evidence.ts";
import { quorumOf } from "../../protocol/quorum.ts";
import {
  type FunctionRouter,
  FunctionRouter__factory,
  type OperatorSet,
  OperatorSet__factory,
} from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import type { DescribedCall } from "../calls/call-types.ts";
import { type ContractCalls, callsOf } from "../calls/contract-calls.ts";
import { parseAddress } from "../support/addresses.ts";
import { type ClientRunner, ContractCaller, type Mined, minedOf } from "../support/contract-caller.ts";
import { eventsIn } from "../support/events.ts";
import { Bonds } from "./bonds.ts";
import { contradictions, statementsIn } from "./contradictions.ts";
import type {
  BondCurrency,
  Claimed,
  OperatorBond,
  OperatorEpoch,
  OperatorKeys,
  OperatorRecord,
  OperatorStake,
  Slashed,
  Till,
} from "./operator-types.ts";
import { Tills } from "./tills.ts";

/** The operator set: who answers for the DAO's functions, what each has bonded, what each has earned. */
export class OperatorsClient {
  readonly set: OperatorSet;
  /** Calls of the operator set, to be proposed. */
  readonly calls: ContractCalls<OperatorSet>;
  readonly #router: FunctionRouter;
  readonly #caller: ContractCaller;
  readonly #addresses: AddressBook;
  readonly #bonds: Bonds;
  readonly #tills: Tills;

  constructor(addresses: AddressBook, runner: ClientRunner) {
    this.#caller = new ContractCaller(addresses, runner);
    this.set = OperatorSet__factory.connect(addresses.operatorSet, this.#caller.runner);
    this.calls = callsOf(addresses, this.set);
    this.#router = FunctionRouter__factory.connect(addresses.router, this.#caller.runner);
    this.#addresses = addresses;
    this.#bonds = new Bonds(this.#caller, this.set);
    this.#tills = new Tills(this.#caller, this.#router);
  }

  /** An epoch with its members, the current one if none is named; ALT_OPERATORS_EPOCH if it never was. */
  async epoch(named?: bigint): Promise<OperatorEpoch> {
    const currentEpoch = await this.#read(() => this.set.currentEpoch());
    const epoch = named ?? currentEpoch;
    if (epoch < 1n || epoch > currentEpoch) throw fail("ALT_OPERATORS_EPOCH", { epoch, currentEpoch });
    const members = await this.#members(epoch);
    const tills = await this.#tillsOf(epoch);
    return {
      epoch,
      currentEpoch,
      quorum: BigInt(quorumOf(members.length)),
      minBond: await this.#read(() => this.set.minBond()),
      currency: await this.currency(),
      feesInTills: tills.reduce((sum, till) => sum + till.operators, 0n),
      operators: await Promise.all(members.map((member, index) => this.#record(epoch, index, member, tills))),
    };
  }

  /**
   * The call that starts an epoch with the current members and one more: the owner's to make, which is the DAO's
   * timelock. Throws ALT_OPERATORS_MEMBER, ALT_OPERATORS_SLASHED or ALT_OPERATORS_MIN_BOND where it would revert.
   */
  async callToAdd(operator: OperatorKeys): Promise<DescribedCall> {
    return this.calls.startEpoch(await this.#membersWith(checked(operator)));
  }

  /** Makes the call with the signer's own key, which has to own the set. Throws as `callToAdd` does. */
  async add(operator: OperatorKeys): Promise<Mined> {
    const members = await this.#membersWith(checked(operator));
    return this.#send(() => this.set.startEpoch(members));
  }

  /** Who may add operators. */
  owner(): Promise<string> {
    return this.#read(() => this.set.owner());
  }

  currency(): Promise<BondCurrency> {
    return this.#bonds.currency();
  }

  bondOf(signer: string): Promise<OperatorBond> {
    return this.#bonds.of(parseAddress(signer, "signer"));
  }

  /** What a holder has under a signer; the signing account if no holder is named. */
  async stakeOf(signer: string, holder?: string): Promise<OperatorStake> {
    return this.#bonds.stakeOf(parseAddress(signer, "signer"), holder ?? (await this.#caller.sender()));
  }

  /** Puts a stake under a signer, approving the token if need be. It is the signing account's if no holder is named. */
  async bond(signer: string, amount: bigint, holder?: string): Promise<Mined> {
    return this.#bonds.bond(signer, amount, holder ?? (await this.#caller.sender()));
  }

  /** Begins to take out the signing account's stake; ALT_OPERATORS_COUNTS while the signer is in the set. */
  unbond(signer: string, amount: bigint): Promise<Mined> {
    return this.#bonds.unbond(signer, amount);
  }

  /** Takes out what was unbonded; ALT_OPERATORS_NOT_READY before its time. */
  withdrawBond(signer: string): Promise<Mined> {
    return this.#bonds.withdraw(signer);
  }

  /** Lets `deputy` submit in the signing account's place, as one more sender key of its relay, or no longer. */
  async setDeputy(deputy: string, allowed: boolean): Promise<Mined> {
    const account = parseAddress(deputy, "deputy");
    return minedOf(await this.#caller.send("router", () => this.#router.setDeputy(account, allowed)));
  }

  /** Whose place a deputy submits in; undefined if nobody's. */
  async principalOf(deputy: string): Promise<string | undefined> {
    const account = parseAddress(deputy, "deputy");
    const sender = await this.#caller.read("router", () => this.#router.principalOf(account));
    return sender === ZeroAddress ? undefined : sender;
  }

  /** Empties an epoch's tills and credits its operators' payout accounts, or that of the one whose signer is named. */
  async claim(epoch: bigint, signer?: string): Promise<Claimed> {
    const tills = await this.#tillsOf(epoch);
    const transactions: Mined[] = [];
    if (tills.length > 0) transactions.push(await this.#send(() => this.#router.collect(tills)));
    const { operators } = await this.epoch(epoch);
    const owed = operators.filter(
      (operator) => operator.fees > 0n && (signer ?? operator.signer) === operator.signer,
    );
    for (const { index } of owed) {
      transactions.push(await this.#send(() => this.#router.claimOperatorFees(epoch, index)));
    }
    const fees = owed.map(({ signer, payout, fees: amount }) => ({ signer, payout, amount }));
    return { tills, fees, transactions };
  }

  /** What the signers of a fulfilment said; ALT_OPERATORS_NO_BATCH if the transaction is not one. */
  async statementsOf(transactionHash: string): Promise<Statement[]> {
    const transaction = await this.#caller.provider.getTransaction(transactionHash);
    const statements = statementsIn(this.#addresses, transaction?.data ?? "0x");
    if (statements.length === 0) throw fail("ALT_OPERATORS_NO_BATCH", { transaction: transactionHash });
    return statements;
  }

  /**
   * Slashes everybody who contradicted itself between the two, and takes the reward. ALT_OPERATORS_NO_CONTRADICTION where
   * nobody did.
   */
  async slash(first: readonly Statement[], second: readonly Statement[]): Promise<Slashed[]> {
    const found = contradictions(this.#addresses, first, second);
    if (found.length === 0) throw fail("ALT_OPERATORS_NO_CONTRADICTION");
    const slashed: Slashed[] = [];
    for (const pair of found) slashed.push(await this.#slash(pair.first, pair.second));
    const reporter = await this.#caller.sender();
    await this.#send(() => this.set.claimProceeds(reporter));
    return slashed;
  }

  async #slash(first: Statement, second: Statement): Promise<Slashed> {
    const receipt = await this.#caller.send("operatorSet", () =>
      this.set.slash(this.#addresses.router, packed(first), packed(second)),
    );
    const [event] = eventsIn(receipt.logs, this.set, this.set.filters.OperatorSlashed);
    if (event === undefined) throw fail("ALT_CLIENT_EVENT_MISSING", { event: "OperatorSlashed" });
    const { signer, amount, reward } = event.args;
    return { signer, amount, reward, mined: minedOf(receipt) };
  }

  async #members(epoch: bigint): Promise<OperatorKeys[]> {
    const members = await this.#read(() => this.set.operatorsOf(epoch));
    return members.map(({ signer, sender, payout }) => ({ signer, sender, payout }));
  }

  async #record(
    epoch: bigint,
    place: number,
    member: OperatorKeys,
    tills: readonly Till[],
  ): Promise<OperatorRecord> {
    const index = BigInt(place);
    const bitmap = await this.#read(() => this.set.membersOf(epoch));
    const own = tills.filter(({ submitter }) => submitter === member.sender);
    return {
      ...member,
      epoch,
      index,
      revoked: ((bitmap >> index) & 1n) === 0n,
      bond: await this.#bonds.of(member.signer),
      fees: await this.#caller.read("router", () => this.#router.operatorFeesOf(epoch, index)),
      gasInTills: own.reduce((sum, { reimbursed }) => sum + reimbursed, 0n),
    };
  }

  /** Batches of an epoch are also sent by the senders of the next one, in its grace. */
  async #tillsOf(epoch: bigint): Promise<Till[]> {
    const currentEpoch = await this.#read(() => this.set.currentEpoch());
    const next = epoch < currentEpoch ? await this.#members(epoch + 1n) : [];
    const senders = [...(await this.#members(epoch)), ...next].map(({ sender }) => sender);
    return this.#tills.find(epoch, [...new Set(senders)]);
  }

  async #membersWith(added: OperatorKeys): Promise<OperatorKeys[]> {
    const members = await this.#members(await this.#read(() => this.set.currentEpoch()));
    const { signer } = added;
    if (members.some((member) => member.signer === signer)) throw fail("ALT_OPERATORS_MEMBER", { signer });
    await this.#requireBond(signer);
    return [...members, added].sort((a, b) => (BigInt(a.signer) < BigInt(b.signer) ? -1 : 1));
  }

  async #requireBond(signer: string): Promise<void> {
    const [{ bonded, slashed }, minBond] = await Promise.all([
      this.#bonds.of(signer),
      this.#read(() => this.set.minBond()),
    ]);
    if (slashed) throw fail("ALT_OPERATORS_SLASHED", { signer });
    if (bonded < minBond) {
      throw fail("ALT_OPERATORS_MIN_BOND", {
        signer,
        had: formatEther(bonded),
        needed: formatEther(minBond),
      });
    }
  }

  #read<Value>(call: () => Promise<Value>): Promise<Value> {
    return this.#caller.read("operatorSet", call);
  }

  async #send(call: Parameters<ContractCaller["send"]>[1]): Promise<Mined> {
    return minedOf(await this.#caller.send("operatorSet", call));
  }
}

function checked({ signer, sender, payout }: OperatorKeys): OperatorKeys {
  return {
    signer: parseAddress(signer, "signer"),
    sender: parseAddress(sender, "sender"),
    payout: parseAddress(payout, "payout"),
  };
}

/** As contract calls take it. */
function packed(statement: Statement) {
  return { ...statement, proof: [...statement.proof] };
}
