import { planCharges } from "./charge-plan.ts";
import { charges } from "./cost-table.ts";
import { Junction } from "./junction.ts";
import { Segment } from "./segment.ts";

interface Frame {
  readonly opener: string;
  /** Where branches to its label go. */
  readonly label: Junction;
  /** Of an `if` without `else` so far: where control goes that does not enter it. */
  otherwise: Junction | undefined;
  /** How often it is entered, and how often control comes to its end, by our guess. */
  readonly entered: number;
  arriving: number;
  targeted: boolean;
  /** Set once control has left for good: what follows, up to `else` or `end`, never runs. */
  dead: boolean;
}

/** How often a loop is taken to go round. */
const ROUNDS = 8;
const HIGHEST_FREQUENCY = 2 ** 50;

/**
 * Cuts a body into segments wherever control can leave or join: loops, ifs, blocks that are branched to, branches,
 * returns. The meter is looked at where the function begins and ends, at loops' heads, and in segments that call; there
 * it shows exactly what has been run.
 */
export class ControlFlow {
  /** Where nothing is charged ahead. */
  readonly #settled = new Junction();
  readonly #segments: Segment[] = [];
  readonly #frames: Frame[] = [];
  #segment: Segment;

  /** @param locals parameters too; the frame of each has to be made */
  constructor(locals: number) {
    this.#segment = this.#begin(this.#settled, 1, charges.functionEntry, locals);
    this.#push("function", this.#settled);
  }

  /** What all segments cost together: at most this is burnt from one look at the meter to the next. */
  get fuel(): number {
    return this.#segments.reduce((sum, { fuel }) => sum + fuel, 0);
  }

  get entry(): Segment {
    return this.#segments[0] ?? this.#segment;
  }

  /** The one that is being read. */
  get segment(): Segment {
    return this.#segment;
  }

  /** How many blocks are open, the body itself too. */
  get depth(): number {
    return this.#frames.length;
  }

  get dead(): boolean {
    return this.#frames.at(-1)?.dead ?? false;
  }

  /** Decides what each segment charges. */
  plan(): void {
    planCharges(this.#segments);
  }

  /** The meter is looked at in this segment, after its charge. */
  lookAt({ exit }: Segment): void {
    exit.bind(this.#settled);
  }

  /** `block`, `loop` or `if`; a loop's first segment begins with nothing charged ahead. */
  open(opener: string): Segment | undefined {
    const { exit, frequency } = this.#segment;
    if (opener === "loop") {
      exit.bind(this.#settled);
      this.#push(opener, this.#settled);
      const times = Math.min(frequency * ROUNDS, HIGHEST_FREQUENCY);
      return this.#begin(this.#settled, times, charges.loopIteration);
    }
    const frame = this.#push(opener, new Junction());
    if (opener !== "if") return undefined;
    frame.otherwise = exit;
    return this.#begin(exit, frequency / 2);
  }

  /** @returns the segment that a branch which may not be taken goes on with. */
  branch(name: string, depths: readonly number[]): Segment | undefined {
    const conditional = name === "br_if";
    const { exit, frequency } = this.#segment;
    for (const depth of depths) {
      const frame = this.#frames.at(-1 - depth);
      if (!frame) continue;
      frame.targeted = true;
      frame.arriving += frequency / (depths.length + (conditional ? 1 : 0));
      exit.bind(frame.label);
    }
    if (!conditional) this.leave();
    else return this.#begin(exit, frequency / (this.#repeats(depths) ? ROUNDS : 2));
  }

  /** After `unreachable`, and branches that are always taken. */
  leave(): void {
    const frame = this.#frames.at(-1);
    if (frame) frame.dead = true;
  }

  /** `else` or `end` of the innermost block. */
  close(name: "else" | "end"): Segment | undefined {
    const frame = this.#frames.at(-1);
    if (!frame) return undefined;
    if (name === "else") return this.#alternative(frame);
    this.#frames.pop();
    const { opener, label, otherwise, entered, targeted, dead } = frame;
    const goesOn = !dead && (opener === "loop" || (opener === "block" && !targeted));
    if (goesOn) return undefined;
    if (opener === "loop") return this.#begin(new Junction(), 0);
    this.#arrive(frame);
    if (otherwise) {
      otherwise.bind(label);
      frame.arriving += entered / 2;
    }
    return opener === "function" ? undefined : this.#begin(label, Math.min(frame.arriving, entered));
  }

  #alternative(frame: Frame): Segment {
    this.#arrive(frame);
    const from = frame.otherwise ?? new Junction();
    frame.otherwise = undefined;
    frame.dead = false;
    return this.#begin(from, frame.entered / 2);
  }

  /** The segment that is being read comes to the end of `frame`, unless control has left. */
  #arrive(frame: Frame): void {
    if (frame.dead) return;
    frame.arriving += this.#segment.frequency;
    this.#segment.exit.bind(frame.label);
  }

  #repeats([depth = 0]: readonly number[]): boolean {
    return this.#frames.at(-1 - depth)?.opener === "loop";
  }

  #push(opener: string, label: Junction): Frame {
    const entered = this.#segment.frequency;
    const frame = { opener, label, otherwise: undefined, entered, arriving: 0, targeted: false, dead: false };
    this.#frames.push(frame);
    return frame;
  }

  #begin(entry: Junction, frequency: number, cost = 0, moves = 0): Segment {
    const segment = new Segment(entry, frequency, cost, moves);
    this.#segments.push(segment);
    this.#segment = segment;
    return segment;
  }
}
