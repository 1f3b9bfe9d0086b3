/** Which character a scanner meant by a key: by the place of the key, so that the keyboard's layout (Latin, Cyrillic, Kazakh) does not matter. */

/** What is looked at of a KeyboardEvent. */
export interface Key {
  readonly code: string;
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** Scanners type as on a US keyboard: each key without and with shift. */
const PLACES = new Map<string, string>([
  ...[..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter) => [`Key${letter}`, letter.toLowerCase() + letter] as const),
  ...[...")!@#$%^&*("].map((sign, digit) => [`Digit${digit}`, `${digit}${sign}`] as const),
  ...[..."0123456789"].map((digit) => [`Numpad${digit}`, digit + digit] as const),
  ["NumpadAdd", "++"],
  ["NumpadSubtract", "--"],
  ["NumpadMultiply", "**"],
  ["NumpadDivide", "//"],
  ["NumpadDecimal", ".."],
  ["Space", "  "],
  ["Minus", "-_"],
  ["Equal", "=+"],
  ["BracketLeft", "[{"],
  ["BracketRight", "]}"],
  ["Backslash", "\\|"],
  ["Semicolon", ";:"],
  ["Quote", "'\""],
  ["Backquote", "`~"],
  ["Comma", ",<"],
  ["Period", ".>"],
  ["Slash", "/?"],
]);

const GROUP_SEPARATOR = "\x1d";

/** "" for a key that types nothing. Ctrl+] is how keyboards say the separator inside GS1 codes. */
export function characterOf(key: Key): string {
  if (key.metaKey || key.altKey) return "";
  if (key.ctrlKey) return key.code === "BracketRight" ? GROUP_SEPARATOR : "";
  // A keyboard on a screen and some handhelds say no place; then the character itself is all there is.
  if (!key.code || key.code === "Unidentified") return key.key.length === 1 ? key.key : "";
  return PLACES.get(key.code)?.[key.shiftKey ? 1 : 0] ?? "";
}

/** Shift and its like come between the characters of a scan and mean nothing by themselves. */
export function isModifier(key: Key): boolean {
  return ["Shift", "Control", "Alt", "AltGraph", "CapsLock", "NumLock", "Meta"].includes(key.key);
}
