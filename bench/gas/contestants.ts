import { type Artifact, artifactIn } from "../compile.ts";
import { althing } from "./althing/index.ts";
import { chainlink } from "./chainlink/index.ts";
import { floor } from "./floor.ts";
import type { Contestant } from "./system.ts";

type Artifacts = ReadonlyMap<string, Artifact>;

export interface Contestants {
  readonly ours: readonly Contestant[];
  readonly peer: Contestant;
  readonly floors: readonly Contestant[];
}

/** @param artifacts of bench/gas/contracts. */
export function contestants(artifacts: Artifacts): Contestants {
  const [own, least] = [artifactIn(artifacts, "AlthingConsumer"), artifactIn(artifacts, "FloorConsumer")];
  return {
    ours: [
      althing("Althing, an account pays", "account", own),
      althing("Althing, the consumer pays", "own account", own),
      althing("Althing, an account pays up to a cap", "capped", own),
    ],
    peer: chainlink(artifactIn(artifacts, "ChainlinkConsumer")),
    floors: [
      floor("floor, fresh slots", artifactIn(artifacts, "FreshFloor"), least),
      floor("floor, recycled slots", artifactIn(artifacts, "RecycledFloor"), least),
    ],
  };
}
