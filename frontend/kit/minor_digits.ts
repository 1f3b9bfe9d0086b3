/** How many digits a currency has after the point: by CLDR, as the server reads it, never as this browser happens to. */

/** All but those with two. */
const DIGITS: Readonly<Record<number, string>> = {
  0:
    "ADP AFN ALL BIF BYR CLP DJF ESP GNF IQD IRR ISK ITL JPY KMF KPW KRW LAK LBP LUF MGA MGF MMK MRO " +
    "PYG RSD RWF SLL SOS STD SYP TMM TRL UGX UYI VND VUV XAF XOF XPF YER ZMK ZWD",
  3: "BHD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};
const byCurrency = new Map(
  Object.entries(DIGITS).flatMap(([digits, currencies]) => currencies.split(" ").map((one) => [one, Number(digits)])),
);

/** 2 for GBP, 0 for RSD. */
export function minorDigits(currency: string): number {
  return byCurrency.get(currency) ?? 2;
}
