/** The form in which words are compared: no case, no accents, one script. Pure. */

/** Cyrillic of Russian, Serbian and Kazakh as plain Latin; what sounds alike in both scripts becomes the same letters. */
const LATIN = new Map(
  Object.entries({
    ...{
      а: "a",
      б: "b",
      в: "v",
      г: "g",
      д: "d",
      е: "e",
      ж: "z",
      з: "z",
      и: "i",
      й: "i",
      к: "k",
      л: "l",
      м: "m",
      н: "n",
    },
    ...{
      о: "o",
      п: "p",
      р: "r",
      с: "s",
      т: "t",
      у: "u",
      ф: "f",
      х: "h",
      ц: "c",
      ч: "c",
      ш: "s",
      щ: "s",
      ъ: "",
      ы: "i",
    },
    ...{ ь: "", э: "e", ю: "iu", я: "ia", ђ: "d", ј: "i", љ: "li", њ: "ni", ћ: "c", џ: "dz" },
    ...{ ә: "a", ғ: "g", қ: "k", ң: "n", ө: "o", ұ: "u", ү: "u", һ: "h", і: "i" },
    ...{ đ: "d", ı: "i", ł: "l", ø: "o", ß: "ss", æ: "ae", œ: "oe" },
  }),
);
/** Spellings of one sound; what is kept and what is sought are treated alike. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/sc?h/g, "s"],
  [/kh/g, "h"],
  [/zh/g, "z"],
  [/ch/g, "c"],
  [/ts/g, "c"],
  [/dj/g, "d"],
  [/[yj]/g, "i"],
  [/q/g, "k"],
  [/w/g, "v"],
];
const MARKS = /\p{M}/gu;
const WORD = /[\p{L}\p{N}]+/gu;
const LONGEST = 24;

export function fold(text: string): string {
  const lower = text.toLowerCase();
  return isAscii(lower) ? sound(lower) : sound([...bare(lower)].map((letter) => LATIN.get(letter) ?? letter).join(""));
}

/** The folded words of a text, each once; figures are parted from letters: "500ml" is 500 and ml. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const [piece] of text.matchAll(WORD)) {
    for (const part of piece.match(/\p{N}+|\P{N}+/gu)!) {
      const word = fold(part).slice(0, LONGEST);
      if (word) words.add(word);
    }
  }
  return [...words];
}

/** Accents go; й is и, as j and y are i. */
function bare(text: string): string {
  return text.normalize("NFKD").replace(MARKS, "");
}

function sound(text: string): string {
  return SOUNDS.reduce((all, [spelled, meant]) => all.replace(spelled, meant), text);
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}
