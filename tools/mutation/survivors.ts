/** Mutants that no test kills, by the reason that it is well so. Their names are those of the report. */
export interface Accepted {
  readonly reason: string;
  readonly mutants: readonly string[];
}

export const accepted: readonly Accepted[] = [
  {
    reason:
      "A creation of less than 4 KB fails for want of gas alone, which reverts the whole transaction anyway",
    mutants: [
      "DataContract.write: if (pointer == address(0)) revert DataContractCreation(data.length) → if (false) revert DataContractCreation(data.length)",
    ],
  },
  {
    reason: "In a row of even width it overwrites a node that no later row reads",
    mutants: [
      "FunctionHashes.root: if (width % 2 == 1) leaves[width / 2] = leaves[width - 1] → if (true) leaves[width / 2] = leaves[width - 1]",
    ],
  },
  {
    reason: "What is not there is deleted without effect: the condition saves the gas",
    mutants: [
      "RouterCommitments._closeOverflow: if (live) delete _overflow[id] → if (true) delete _overflow[id]",
    ],
  },
  {
    reason: "The logarithm of 1 is 0: the condition saves the gas",
    mutants: ["RouterCommitments._freePlace: bit == 1 ? 0 : Math.log2(bit) → false ? 0 : Math.log2(bit)"],
  },
  {
    reason: "No grace ever stands for epoch 0: a router's first roll comes with none",
    mutants: ["RouterOperators._checkPrevious: !inGrace || epoch == 0 → !inGrace"],
  },
  {
    reason:
      "A set tells of no epoch that counts and that the router does not hold: what it holds instead is past its grace",
    mutants: [
      "RouterOperators.setMembers: if (epoch == _previous.epoch) _previous.members = members → if (true) _previous.members = members",
    ],
  },
  {
    reason: "Any number but 0 locks",
    mutants: ["TransientLock._lock: _locked = 1 → _locked = (1 + 1)"],
  },
  {
    reason: "The lesser or the greater of two equal figures is either",
    mutants: [
      "Pricing.receiptGas: spent > floor → spent >= floor",
      "Pricing.reimbursement: spent < most → spent <= most",
      "Pricing.gasPrice: tx.gasprice < tipped → tx.gasprice <= tipped",
      "Pricing.gasPrice: price < cap → price <= cap",
      "RouterAccounts._spendAllowance: cap > used → cap >= used",
    ],
  },
  {
    reason:
      "One unit of gas more is asked for, of a reserve that is a schedule's and has slack in the thousands",
    mutants: ["FunctionRouter._callBack: gasleft() < needed → gasleft() <= needed"],
  },
  {
    reason: "The place after the last holds no key, and its bit is never set",
    mutants: ["OperatorSet._find: index < count → index <= count"],
  },
  {
    reason: "Epoch 0 has no members: nobody is found in it, and nobody of it revoked",
    mutants: ["OperatorSet._counts: if (epoch == 0) return false → if (false) return false"],
  },
];
