// Recursion past the depth that the domain allows: the meter has to stop it where every tier's stack still has room.

const numbers = new StaticArray<f64>(16);

/** Small frames. */
export function deep(levels: i32): i32 {
  return levels == 0 ? 0 : 1 + deep(levels - 1);
}

/** Frames with many values that stay alive over the call. */
export function wide(levels: i32): i32 {
  if (levels == 0) return 0;
  const a = unchecked(numbers[0]) + levels;
  const b = unchecked(numbers[1]) * a;
  const c = unchecked(numbers[2]) - b;
  const d = unchecked(numbers[3]) + c;
  const below = wide(levels - 1);
  unchecked((numbers[4] = a + b + c + d));
  return below + <i32>(unchecked(numbers[4]) < 0) + 1;
}

const callees: StaticArray<(levels: i32) => i32> = [bottom, bottom];

function bottom(levels: i32): i32 {
  return 0;
}

/** Calls through the table. */
export function indirect(levels: i32): i32 {
  unchecked((callees[levels & 1] = levels > 0 ? indirect : bottom));
  return 1 + unchecked(callees[levels & 1])(levels - 1);
}
