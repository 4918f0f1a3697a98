/** The flag that every task has. */
export const jsonFlag = { name: "json", description: "Print one JSON document and nothing else" } as const;
