import { f64, i32, i64, type ModuleSource } from "./wasm.ts";

/** Programs for the rewriter: each with an export `run`, arguments to try, and every kind of control flow between them. */
export interface Program {
  readonly title: string;
  readonly source: ModuleSource;
  readonly inputs: readonly (readonly (number | bigint)[])[];
}

const GET = 0x20;
const SET = 0x21;
const I32 = 0x41;
const ADD = 0x6a;
const SUB = 0x6b;
const END = 0x0b;
const EMPTY = 0x40;

/** Sums n + (n − 1) + … + 1 in a loop. */
export const sumLoop: Program = {
  title: "a loop",
  source: {
    functions: [
      {
        name: "run",
        params: [i32],
        results: [i32],
        locals: [i32],
        // loop: sum += n; n -= 1; br_if n
        code: [
          ...[0x03, EMPTY, GET, 1, GET, 0, ADD, SET, 1, GET, 0, I32, 1, SUB, 0x22, 0, 0x0d, 0, END],
          ...[GET, 1],
        ],
      },
    ],
  },
  inputs: [[1], [2], [10], [1000]],
};

/** f(n) = n < 2 ? n : f(n − 1) + f(n − 2), leaving by `return` from inside two blocks. */
const fibonacci: Program = {
  title: "recursion with a return inside blocks",
  source: {
    functions: [
      {
        name: "run",
        params: [i32],
        results: [i32],
        code: [
          ...[0x02, EMPTY, GET, 0, I32, 2, 0x48, 0x04, EMPTY, GET, 0, 0x0f, END, END],
          ...[GET, 0, I32, 1, SUB, 0x10, 0, GET, 0, I32, 2, SUB, 0x10, 0, ADD],
        ],
      },
    ],
  },
  inputs: [[0], [1], [2], [9]],
};

/** 10, 20 or 30 for 0, 1 and anything else. */
const branchTable: Program = {
  title: "br_table",
  source: {
    functions: [
      {
        name: "run",
        params: [i32],
        results: [i32],
        code: [
          ...[0x02, EMPTY, 0x02, EMPTY, 0x02, EMPTY, GET, 0, 0x0e, 2, 0, 1, 2, END],
          ...[I32, 10, 0x0f, END, I32, 20, 0x0f, END, I32, 30],
        ],
      },
    ],
  },
  inputs: [[0], [1], [2], [-1]],
};

/** if/else with results, an if without else, and a branch to the function's own label. */
const conditions: Program = {
  title: "if, else, and a branch out of the function",
  source: {
    functions: [
      {
        name: "run",
        params: [i32],
        results: [i32],
        code: [
          ...[GET, 0, I32, 5, 0x4a, 0x04, i32, I32, 50, 0x05, I32, 7, END],
          ...[GET, 0, I32, 9, 0x46, 0x0d, 0],
          ...[GET, 0, 0x04, EMPTY, 0x01, END, I32, 1, ADD],
        ],
      },
    ],
  },
  inputs: [[0], [3], [6], [9]],
};

/** Two results, through a call: (a, b) → b − a. */
const multiValue: Program = {
  title: "several results",
  source: {
    functions: [
      { name: "run", params: [i32, i32], results: [i32], code: [GET, 0, GET, 1, 0x10, 1, SUB] },
      { params: [i32, i32], results: [i32, i32], code: [GET, 1, GET, 0, 0x10, 2, 0x1a, 0x0f] },
      { results: [i32], code: [I32, 1] },
    ],
  },
  inputs: [
    [3, 10],
    [10, 3],
  ],
};

/** A call through the table: 0 doubles, 1 squares, and 2 traps. */
const indirect: Program = {
  title: "call_indirect",
  source: {
    functions: [
      { name: "run", params: [i32, i32], results: [i32], code: [GET, 1, GET, 0, 0x11, 1, 0] },
      { params: [i32], results: [i32], code: [GET, 0, GET, 0, ADD] },
      { params: [i32], results: [i32], code: [GET, 0, GET, 0, 0x6c] },
    ],
    table: [1, 2],
  },
  inputs: [
    [0, 21],
    [1, 21],
    [2, 21],
  ],
};

/** Memory, a global, 64-bit integers and floats. */
const mixed: Program = {
  title: "memory, globals and every number type",
  source: {
    functions: [
      {
        name: "run",
        params: [i64],
        results: [i64],
        locals: [f64],
        code: [
          ...[I32, 8, GET, 0, 0x37, 3, 0, 0x23, 0, I32, 1, ADD, 0x24, 0],
          ...[I32, 8, 0x29, 3, 0, 0xb9, SET, 1, I32, 16, GET, 1, GET, 1, 0xa2, 0x39, 3, 0],
          ...[I32, 16, 0x2b, 3, 0, 0xb0, 0x23, 0, 0xac, 0x7c],
        ],
      },
    ],
    memory: [1],
    globals: [41],
  },
  inputs: [[0n], [3n], [-1000n]],
};

/** Fills 64 bytes, copies them, and reads one back. */
const bulk: Program = {
  title: "bulk memory",
  source: {
    functions: [
      {
        name: "run",
        params: [i32],
        results: [i32],
        code: [
          ...[I32, 0, GET, 0, I32, 0xc0, 0x00, 0xfc, 11, 0],
          ...[I32, 0x80, 0x01, I32, 0, I32, 0xc0, 0x00, 0xfc, 10, 0, 0, I32, 0xbf, 0x01, 0x2d, 0, 0],
        ],
      },
    ],
    memory: [1],
  },
  inputs: [[7], [255]],
};

export const programs: readonly Program[] = [
  sumLoop,
  fibonacci,
  branchTable,
  conditions,
  multiValue,
  indirect,
  mixed,
  bulk,
];
