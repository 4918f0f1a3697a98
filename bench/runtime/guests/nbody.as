// Five bodies under gravity: double arithmetic with a square root and divisions. A body takes 7 numbers:
// position, velocity, mass. The result is the total energy's bits, folded.

const FIRST: StaticArray<f64> = [
  0, 0, 0, 0, 0, 0, 39.47841760435743,
  4.84143144246472, -1.1603200440274284, -0.10362204447112311, 0.606326392995832, 2.81198684491626, -0.02521836165988763, 0.03769367487038949,
  8.34336671824458, 4.124798564124305, -0.4035234171143214, -1.0107743461787924, 1.8256623712304119, 0.008415761376584154, 0.011286326131968767,
  12.894369562139131, -15.111151401698631, -0.22330757889265573, 1.0827910064415354, 0.8687130181696082, -0.010832637401363636, 0.0017237240570597112,
  15.379697114850917, -25.919314609987964, 0.17925877295037118, 0.979090732243898, 0.5946989986476762, -0.034755955550781044, 0.0020336868699246304,
];
const bodies = new StaticArray<f64>(35);

export function nbody(steps: i32): i32 {
  for (let index = 0; index < 35; index++) unchecked((bodies[index] = FIRST[index]));
  for (let step = 0; step < steps; step++) advance(0.01);
  const bits = reinterpret<u64>(energy());
  return <i32>(bits ^ (bits >>> 32));
}

function advance(time: f64): void {
  for (let one = 0; one < 35; one += 7) {
    for (let other = one + 7; other < 35; other += 7) attract(one, other, time);
  }
  for (let one = 0; one < 35; one += 7) {
    unchecked((bodies[one] = bodies[one] + time * bodies[one + 3]));
    unchecked((bodies[one + 1] = bodies[one + 1] + time * bodies[one + 4]));
    unchecked((bodies[one + 2] = bodies[one + 2] + time * bodies[one + 5]));
  }
}

function attract(one: i32, other: i32, time: f64): void {
  const x = unchecked(bodies[one] - bodies[other]);
  const y = unchecked(bodies[one + 1] - bodies[other + 1]);
  const z = unchecked(bodies[one + 2] - bodies[other + 2]);
  const square = x * x + y * y + z * z;
  const magnitude = time / (square * sqrt(square));
  const toOne = unchecked(bodies[other + 6]) * magnitude;
  const toOther = unchecked(bodies[one + 6]) * magnitude;
  unchecked((bodies[one + 3] = bodies[one + 3] - x * toOne));
  unchecked((bodies[one + 4] = bodies[one + 4] - y * toOne));
  unchecked((bodies[one + 5] = bodies[one + 5] - z * toOne));
  unchecked((bodies[other + 3] = bodies[other + 3] + x * toOther));
  unchecked((bodies[other + 4] = bodies[other + 4] + y * toOther));
  unchecked((bodies[other + 5] = bodies[other + 5] + z * toOther));
}

function energy(): f64 {
  let total: f64 = 0;
  for (let one = 0; one < 35; one += 7) {
    const x = unchecked(bodies[one + 3]);
    const y = unchecked(bodies[one + 4]);
    const z = unchecked(bodies[one + 5]);
    total += 0.5 * unchecked(bodies[one + 6]) * (x * x + y * y + z * z);
    for (let other = one + 7; other < 35; other += 7) total -= potential(one, other);
  }
  return total;
}

function potential(one: i32, other: i32): f64 {
  const x = unchecked(bodies[one] - bodies[other]);
  const y = unchecked(bodies[one + 1] - bodies[other + 1]);
  const z = unchecked(bodies[one + 2] - bodies[other + 2]);
  return unchecked(bodies[one + 6] * bodies[other + 6]) / sqrt(x * x + y * y + z * z);
}
