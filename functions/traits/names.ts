const kinds = ["Shield", "Ward", "Targe", "Round", "Wall", "Guard", "Linden", "Oath"] as const;

const owners = [
  "Storms",
  "the North Wind",
  "Ravens",
  "the Long Night",
  "Embers",
  "the Salt Road",
  "Wolves",
  "the Whale Path",
  "Frost",
  "the Iron Wood",
  "Thunder",
  "Nine Worlds",
  "Oaks",
  "the Hearth",
  "Tides",
  "the Black Sand",
  "Falcons",
  "the Harvest",
  "Ash",
  "the High Fell",
  "Bears",
  "the Assembly",
  "Dawn",
  "the Deep Fjord",
] as const;

/** A name such as "Shield of Storms": printable ASCII, at most the 24 characters that the collection takes. */
export function nameOf(draw: (limit: bigint) => number): string {
  const kind = kinds[draw(BigInt(kinds.length))];
  const owner = owners[draw(BigInt(owners.length))];
  return `${kind} of ${owner}`;
}
