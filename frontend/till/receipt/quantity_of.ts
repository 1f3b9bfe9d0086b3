/** How many, as a person reads it: pieces as a number, goods by weight or length in the unit their price is for. */

const LARGER: Readonly<Record<string, string>> = { g: "kg", ml: "l", mm: "m" };

interface Measured {
  readonly quantity: number;
  readonly unit: string;
  readonly per: 1 | 100 | 1000;
}

/** 345 g priced by the kilogram are "0.345 kg"; 3 pieces are "3". */
export function quantityOf({ quantity, unit, per }: Measured): string {
  if (per === 1) return unit === "pcs" || unit === "" ? String(quantity) : `${quantity} ${unit}`;
  const larger = per === 1000 ? LARGER[unit] : undefined;
  return larger
    ? `${Math.trunc(quantity / 1000)}.${String(quantity % 1000).padStart(3, "0")} ${larger}`
    : `${quantity} ${unit}`;
}
