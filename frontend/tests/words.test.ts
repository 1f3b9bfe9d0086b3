/** Nothing an app says is left in English: each text has its Russian, Serbian and Kazakh, with the same facts in it. */

import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import type { Words } from "../kit/words.ts";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const find = (pattern: string) => globSync(pattern, { cwd: new URL("..", import.meta.url).pathname }).sort();
const LANGUAGES = ["ru", "sr", "kk"] as const;
/** Forms a count takes; one form alone is good for all. */
const FORMS = { ru: 3, sr: 3, kk: 2 };

const files = find("{kit,till}/**/words.json").map((path) => [path, JSON.parse(read(path)) as Words] as const);
const known: Words = Object.assign({}, ...files.map(([, words]) => words));
const LITERAL = String.raw`"((?:[^"\\]|\\.)*)"`;
const CALL = new RegExp(String.raw`(?<![\w.$])(t|n)\(\s*${LITERAL}(?:,\s*${LITERAL})?`, "g");

function said(): [string, string][] {
  return find("{kit,till}/**/*.{ts,tsx}").flatMap((path) =>
    [...read(path).matchAll(CALL)].map(([, , text]): [string, string] => [JSON.parse(`"${text}"`), path]),
  );
}

const factsIn = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

test("every text is told in every language", () => {
  assert.ok(said().length > 100);
  assert.deepEqual(
    said().filter(([text, path]) => !(text in known) && !path.endsWith("kit/words.ts")),
    [],
  );
});

test("a translation is complete, and says the same facts", () => {
  const wrong = Object.entries(known).flatMap(([text, others]) =>
    LANGUAGES.filter((language) => {
      const told = others[language];
      if (!told?.trim()) return true;
      const forms = told.split("|");
      const facts = JSON.stringify(factsIn(text));
      if (forms.length > 1 && forms.length !== FORMS[language]) return true;
      return forms.some((form) => JSON.stringify(factsIn(form)) !== facts);
    }).map((language) => `${language}: ${text}`),
  );

  assert.deepEqual(wrong, []);
});

test("a text is told in one way, wherever it is said", () => {
  const texts = files.flatMap(([path, words]) =>
    Object.entries(words).map(([text, others]) => [text, others, path] as const),
  );
  const differing = texts.filter(([text, others]) => JSON.stringify(known[text]) !== JSON.stringify(others));

  assert.deepEqual(
    differing.map(([text, , path]) => `${path}: ${text}`),
    [],
  );
});

test("what nobody says any more is not kept", () => {
  // Texts may stand in a table and be told by name: any string of the sources counts as said.
  const sources = find("{kit,till}/**/*.{ts,tsx}").map(read).join("\n");
  const unsaid = Object.keys(known).filter((text) => !sources.includes(JSON.stringify(text)));

  assert.deepEqual(unsaid, []);
});
