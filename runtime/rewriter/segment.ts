import { charges, costOf, movesOf } from "./cost-table.ts";

/** A stretch of code that runs whole or not at all, and is charged where it starts. */
export class Segment {
  #cost: number;
  #moves: number;

  /** @param cost in fuel, of coming here @param moves values that are put in place for it */
  constructor(cost: number, moves = 0) {
    this.#cost = cost;
    this.#moves = moves;
  }

  /** What has been counted so far, in fuel. */
  get fuel(): number {
    return this.#cost + Math.floor(this.#moves / charges.movesPerUnit);
  }

  instruction(name: string): void {
    this.#cost += costOf(name);
    this.#moves += movesOf(name);
  }

  /** A block, branch or call passes so many values on. */
  move(values: number): void {
    this.#moves += values;
  }
}
