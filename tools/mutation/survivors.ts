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
];
