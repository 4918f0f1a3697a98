/** The flag that every task has. */
export const jsonFlag = { name: "json", description: "Print one JSON document and nothing else" } as const;

/** The flag of tasks that list. */
export const csvFlag = { name: "csv", description: "Print comma-separated values; amounts in wei" } as const;
