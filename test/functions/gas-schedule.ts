import { expect } from "chai";
import { network } from "hardhat";
import { WORD } from "./support/fulfilments.ts";
import { deployFunctions, type Functions } from "./support/functions.ts";
import { excessOf, figuresOf, plain, shapes } from "./support/gas-figures.ts";
import { askDearest, newFunction, twoVersions } from "./support/hostile-requests.ts";
import { askMany, GWEI, type Request } from "./support/requests.ts";

const connection = await network.create();
const { networkHelpers } = connection;

/** What the first batch of an epoch pays is over: the sender's till has its slot. */
async function deployWarm(operators: number): Promise<Functions> {
  const functions = await deployFunctions(connection, operators);
  await figuresOf(functions, await askMany(functions, 1));
  return functions;
}
async function deployOne() {
  return deployWarm(1);
}
async function deployFour() {
  return deployWarm(4);
}
async function deploySeven() {
  return deployWarm(7);
}

/** Most that a reimbursement may exceed what its batch cost, in basis points: what tags and deputies may take. */
const alone = 600n;
const together = 1_200n;

/** Stacks of requests, each of which is as dear as its maker could make it. */
const stacks: Record<string, (functions: Functions) => Promise<Request[]>> = {
  "one, of a function with takings": async (functions) => [await askDearest(functions)],
  "one, of a function without": async (functions) => [
    await askDearest(functions, await newFunction(functions)),
  ],
  "one, for which a till has to be emptied": async (functions) => {
    const [, other] = await twoVersions(functions);
    return [await askDearest(functions, other)];
  },
  "five new functions": (functions) => five(async () => askDearest(functions, await newFunction(functions))),
  "five tills that have to be emptied": (functions) =>
    five(async () => askDearest(functions, (await twoVersions(functions))[1])),
  "two versions in turn, for each of which the till has to be emptied": async (functions) => {
    const versions = await twoVersions(functions);
    return five((i) => askDearest(functions, versions[(i + 1) % 2]));
  },
};

async function five(make: (index: number) => Promise<Request>): Promise<Request[]> {
  const made: Request[] = [];
  for (let i = 0; i < 5; i++) made.push(await make(i));
  return made;
}

describe("the gas schedule", () => {
  for (const [operators, deploy] of [
    [1, deployOne],
    [4, deployFour],
    [7, deploySeven],
  ] as const) {
    for (const count of [1, 2, 10, 40]) {
      it(`covers a batch of ${count} that ${operators} operators sign, and little more`, async () => {
        const functions = await networkHelpers.loadFixture(deploy);
        const figures = await figuresOf(functions, await plain.ask(functions, count));
        expect(excessOf(figures)).to.be.within(0n, count === 1 ? alone : together);
      });
    }
  }

  for (const { name, ask } of shapes) {
    it(`covers a batch of 10 of ${name}, and little more`, async () => {
      const functions = await networkHelpers.loadFixture(deployFour);
      const figures = await figuresOf(functions, await ask(functions, 10));
      expect(excessOf(figures)).to.be.within(0n, together);
    });
  }

  it("covers callbacks, and little more", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    const figures = await figuresOf(functions, await askMany(functions, 10));
    expect(excessOf(figures)).to.be.within(0n, together);
  });

  for (const [name, ask] of Object.entries(stacks)) {
    it(`covers the dearest requests at their own gas price caps: ${name}`, async () => {
      const functions = await networkHelpers.loadFixture(deployFour);
      const figures = await figuresOf(functions, await ask(functions), { result: WORD });
      expect(excessOf(figures)).to.be.within(0n, together);
    });
  }

  for (const bytes of [1_024, 4_096, 65_536]) {
    for (const callbackGasLimit of [0n, 1_000_000n]) {
      it(`covers a result of ${bytes} bytes with ${callbackGasLimit} gas for its callback`, async () => {
        const functions = await networkHelpers.loadFixture(deployOne);
        const call = { callbackGasLimit, maxResultBytes: BigInt(bytes), gasPriceCap: 3n * GWEI };
        const result = `0x${"e1".repeat(bytes)}`;
        const figures = await figuresOf(functions, await askMany(functions, 2, call), { result });
        expect(excessOf(figures)).to.be.within(0n, together);
      });
    }
  }
});
