/** Reed-Solomon correction bytes over GF(256) with the polynomial 0x11d. */

const EXPONENTS = new Uint8Array(255);
const LOGARITHMS = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power += 1) {
  EXPONENTS[power] = value;
  LOGARITHMS[value] = power;
  value = (value << 1) ^ (value & 0x80 ? 0x11d : 0);
}

/** The remainder of the bytes divided by the generator of `count` roots. */
export function correct(bytes: Uint8Array, count: number): Uint8Array {
  const generator = generatorOf(count);
  const rest = new Uint8Array(count);
  for (const byte of bytes) {
    const factor = byte ^ rest[0]!;
    rest.copyWithin(0, 1);
    rest[count - 1] = 0;
    for (const [at, coefficient] of generator.entries()) rest[at]! ^= times(coefficient, factor);
  }
  return rest;
}

/** (x − 1)(x − 2)(x − 4)…, without its leading one. */
function generatorOf(count: number): Uint8Array {
  const product = new Uint8Array(count);
  product[count - 1] = 1;
  for (let root = 0; root < count; root += 1) {
    for (let at = 0; at < count; at += 1) {
      product[at] = times(product[at]!, EXPONENTS[root]!) ^ (product[at + 1] ?? 0);
    }
  }
  return product;
}

function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : EXPONENTS[(LOGARITHMS[a]! + LOGARITHMS[b]!) % 255]!;
}
