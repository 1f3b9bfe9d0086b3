/** The app's words. English is the source; each folder brings `words.json` with the other languages. */

import { signal } from "@preact/signals";
import { minorDigits } from "./minor_digits.ts";

export type Words = Readonly<Record<string, Readonly<Record<"ru" | "sr" | "kk", string>>>>;
export type Language = "en" | "ru" | "sr" | "sr-latn" | "kk";
export const LANGUAGES: Readonly<Record<Language, string>> = {
  en: "English",
  ru: "Русский",
  sr: "Српски",
  "sr-latn": "Srpski",
  kk: "Қазақша",
};

export const language = signal<Language>("en");
const known = new Map<string, Words[string]>();

/** The first language of the browser's that we speak; Serbian in the script it names. */
export function browsersLanguage(wanted: readonly string[] = navigator.languages): Language {
  for (const tag of wanted) {
    const { language: code, script } = new Intl.Locale(tag);
    if (code === "sr") return script === "Latn" ? "sr-latn" : "sr";
    if (code in LANGUAGES) return code as Language;
  }
  return "en";
}

export function learn(words: Words): void {
  for (const [english, others] of Object.entries(words)) known.set(english, others);
}

/** `t("{count} pieces", { count: 3 })`. A text nobody has translated is told in English. */
export function t(english: string, facts: Readonly<Record<string, string | number>> = {}): string {
  return filled(translated(english, language.value), facts);
}

/**
 * A text that counts. Translations give their forms as `one|few|many` in the order of the language's own rules
 * (kk: `one|many`): `n("{count} receipt waits", "{count} receipts wait", 5)`.
 */
export function n(
  one: string,
  many: string,
  count: number,
  facts: Readonly<Record<string, string | number>> = {},
): string {
  const told = { count, ...facts };
  if (language.value === "en" || !known.has(one)) return filled(count === 1 ? one : many, told);
  const forms = translated(one, language.value).split("|");
  const rule = new Intl.PluralRules(language.value === "sr-latn" ? "sr" : language.value).select(count);
  const at = { zero: 0, one: 0, two: 1, few: 1, many: 2, other: 2 }[rule];
  return filled(forms[Math.min(at, forms.length - 1)]!, told);
}

function translated(english: string, into: Language): string {
  const others = known.get(english);
  if (!others || into === "en") return english;
  return into === "sr-latn" ? latin(others.sr) : others[into];
}

function filled(text: string, facts: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in facts ? String(facts[name]) : whole));
}

const CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш";
const LATIN = "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split(" ");

/** Serbian Cyrillic in Serbian Latin: one letter for one, or for two. */
export function latin(text: string): string {
  return text.replace(/[а-шђјљњћџ]/gi, (letter) => {
    const small = LATIN[CYRILLIC.indexOf(letter.toLowerCase())] ?? letter;
    return letter === letter.toLowerCase() ? small : small[0]!.toUpperCase() + small.slice(1);
  });
}

/** The language of the page, as browsers name it. */
export function tag(): string {
  return { en: "en-GB", ru: "ru-RU", sr: "sr-Cyrl-RS", "sr-latn": "sr-Latn-RS", kk: "kk-KZ" }[language.value];
}

/**
 * The locale for dates in digits and for amounts. Chromium says that it knows Kazakh and writes its numbers as an
 * American's: there they are written as Russian in Kazakhstan, which is the same.
 */
export function locale(): string {
  return language.value === "kk" && !KNOWS_KAZAKH ? "ru-KZ" : tag();
}

const KNOWS_KAZAKH = new Intl.NumberFormat("kk-KZ").format(0.5) === "0,5";

/** "1 234,50 ₸": an amount of minor units in its currency. */
export function money(minor: number, currency: string): string {
  return moneyFormat(locale(), currency).format(minor / 10 ** minorDigits(currency) + 0); // no "-£0.00"
}

const formats = new Map<string, Intl.NumberFormat>();
function moneyFormat(where: string, currency: string): Intl.NumberFormat {
  const name = `${where} ${currency}`;
  const format =
    formats.get(name) ??
    new Intl.NumberFormat(where, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: minorDigits(currency),
      maximumFractionDigits: minorDigits(currency),
    });
  formats.set(name, format);
  return format;
}
