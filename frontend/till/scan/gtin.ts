/** GTINs: check digits, UPC-E expansion, and the one form in which a GTIN is kept. Source: GS1 General Specifications 3.2, 5.2, 7.9. */

const LENGTHS = [8, 12, 13, 14];

export function isDigits(text: string): boolean {
  return /^[0-9]+$/.test(text);
}

/** The digit that closes `body`: weights 3, 1, 3 … from the right. */
export function checkDigit(body: string): string {
  let total = 0;
  for (let at = 0; at < body.length; at++) total += Number(body[body.length - 1 - at]) * (at % 2 === 0 ? 3 : 1);
  return String((10 - (total % 10)) % 10);
}

export function isGtin(code: string): boolean {
  return isDigits(code) && LENGTHS.includes(code.length) && checkDigit(code.slice(0, -1)) === code.at(-1);
}

/** UPC-E (6, 7 or 8 digits, number system 0 or 1) to its UPC-A; null if it is none. With 6 digits system 0 is meant, with 8 the check digit must be right. */
export function expandUpcE(code: string): string | null {
  if (!/^(\d{6}|[01]\d{6,7})$/.test(code)) return null;
  const whole = code.length === 6 ? `0${code}` : code;
  const body = whole[0] + unsuppress(whole.slice(1, 7));
  const expanded = body + checkDigit(body);
  return whole.length === 7 || expanded.at(-1) === whole.at(-1) ? expanded : null;
}

/** Six digits without their zeros to ten: maker (5) and item (5). */
function unsuppress(six: string): string {
  const last = six[5]!;
  if ("012".includes(last)) return `${six.slice(0, 2)}${last}0000${six.slice(2, 5)}`;
  if (last === "3") return `${six.slice(0, 3)}00000${six.slice(3, 5)}`;
  if (last === "4") return `${six.slice(0, 4)}00000${six[4]}`;
  return `${six.slice(0, 5)}0000${last}`;
}

/** The form in which a GTIN is kept: 8, 13 (UPC-A gains its zero) or 14 digits; null if it is none. Eight digits that fail as EAN-8 are read as UPC-E. */
export function canonical(code: string): string | null {
  const text = code.trim();
  if (isGtin(text)) return shortest(text);
  const expanded = text.length === 8 ? expandUpcE(text) : null;
  return expanded && shortest(expanded);
}

function shortest(code: string): string {
  const padded = code.padStart(14, "0");
  if (padded.startsWith("000000")) return padded.slice(6);
  return padded.startsWith("0") ? padded.slice(1) : padded;
}
