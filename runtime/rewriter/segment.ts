import { charges, costOf, movesOf } from "./cost-table.ts";
import { Junction } from "./junction.ts";

/** A stretch of code that runs whole or not at all. */
export class Segment {
  readonly entry: Junction;
  readonly exit = new Junction();
  /** How often it runs, by a guess from loops and branches: only the speed of the code depends on it. */
  readonly frequency: number;
  /** What is charged where it starts, once that is planned; below zero it gives back. */
  charge = 0;
  #cost: number;
  #moves: number;

  /** @param cost in fuel, of coming here @param moves values that are put in place for it */
  constructor(entry: Junction, frequency: number, cost = 0, moves = 0) {
    this.entry = entry;
    this.frequency = frequency;
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
