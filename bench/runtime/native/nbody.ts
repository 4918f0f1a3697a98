// The same as guests/nbody.as, in the same order of operations: the results are equal to the bit.

const FIRST = [
  [0, 0, 0, 0, 0, 0, 39.47841760435743],
  [
    4.84143144246472, -1.1603200440274284, -0.10362204447112311, 0.606326392995832, 2.81198684491626,
    -0.02521836165988763, 0.03769367487038949,
  ],
  [
    8.34336671824458, 4.124798564124305, -0.4035234171143214, -1.0107743461787924, 1.8256623712304119,
    0.008415761376584154, 0.011286326131968767,
  ],
  [
    12.894369562139131, -15.111151401698631, -0.22330757889265573, 1.0827910064415354, 0.8687130181696082,
    -0.010832637401363636, 0.0017237240570597112,
  ],
  [
    15.379697114850917, -25.919314609987964, 0.17925877295037118, 0.979090732243898, 0.5946989986476762,
    -0.034755955550781044, 0.0020336868699246304,
  ],
].flat();
const bodies = new Float64Array(35);

export function nbody(steps: number): number {
  bodies.set(FIRST);
  for (let step = 0; step < steps; step++) advance(0.01);
  const bits = new Int32Array(new Float64Array([energy()]).buffer);
  return (bits[0] as number) ^ (bits[1] as number);
}

const at = (index: number): number => bodies[index] as number;

function advance(time: number): void {
  for (let one = 0; one < 35; one += 7) {
    for (let other = one + 7; other < 35; other += 7) attract(one, other, time);
  }
  for (let one = 0; one < 35; one += 7) {
    bodies[one] = at(one) + time * at(one + 3);
    bodies[one + 1] = at(one + 1) + time * at(one + 4);
    bodies[one + 2] = at(one + 2) + time * at(one + 5);
  }
}

function attract(one: number, other: number, time: number): void {
  const x = at(one) - at(other);
  const y = at(one + 1) - at(other + 1);
  const z = at(one + 2) - at(other + 2);
  const square = x * x + y * y + z * z;
  const magnitude = time / (square * Math.sqrt(square));
  const toOne = at(other + 6) * magnitude;
  const toOther = at(one + 6) * magnitude;
  bodies[one + 3] = at(one + 3) - x * toOne;
  bodies[one + 4] = at(one + 4) - y * toOne;
  bodies[one + 5] = at(one + 5) - z * toOne;
  bodies[other + 3] = at(other + 3) + x * toOther;
  bodies[other + 4] = at(other + 4) + y * toOther;
  bodies[other + 5] = at(other + 5) + z * toOther;
}

function energy(): number {
  let total = 0;
  for (let one = 0; one < 35; one += 7) {
    const [x, y, z] = [at(one + 3), at(one + 4), at(one + 5)];
    total += 0.5 * at(one + 6) * (x * x + y * y + z * z);
    for (let other = one + 7; other < 35; other += 7) total -= potential(one, other);
  }
  return total;
}

function potential(one: number, other: number): number {
  const x = at(one) - at(other);
  const y = at(one + 1) - at(other + 1);
  const z = at(one + 2) - at(other + 2);
  return (at(one + 6) * at(other + 6)) / Math.sqrt(x * x + y * y + z * z);
}
