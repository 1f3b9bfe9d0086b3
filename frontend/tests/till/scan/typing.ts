/** Keys as scanners and persons press them, under the layouts of the countries Duken sells in. */

import type { Key } from "../../../till/scan/keys.ts";

const LATIN = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./";
const CODES = [
  "Backquote",
  ..."1234567890".split("").map((digit) => `Digit${digit}`),
  ..."Minus Equal KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight Backslash".split(" "),
  ..."KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote KeyZ KeyX KeyC KeyV KeyB KeyN KeyM".split(" "),
  ..."Comma Period Slash".split(" "),
];
const SHIFTED = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?';

/** What each key says, in the order of `LATIN`. Kazakh has letters where others have digits. */
export const LAYOUTS: Readonly<Record<string, string>> = {
  latin: LATIN,
  russian: "ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.",
  serbian: "`1234567890'+љњертзуиопшђжасдфгхјклчћѕџцвбнм,.-",
  kazakh: "('әіңғ,.үұқөһйцукенгшщзхъ\\фывапролджэячсмитьбю№",
};

export function keyFor(character: string, layout = "latin"): Key {
  if (character === " ") return plain("Space", " ");
  const at = LATIN.indexOf(character);
  const place = at >= 0 ? at : SHIFTED.indexOf(character);
  const key = LAYOUTS[layout]![place]!;
  return plain(CODES[place]!, at >= 0 ? key : layout === "latin" ? character : key.toUpperCase(), at < 0);
}

export function plain(code: string, key = code, shiftKey = false): Key {
  return { code, key, shiftKey, ctrlKey: false, altKey: false, metaKey: false };
}
