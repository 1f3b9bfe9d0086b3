/** A scanner is told from a person by speed; no scan is lost, and nothing a person types is eaten. */

import assert from "node:assert/strict";
import { test } from "node:test";

import type { Key } from "../../../till/scan/keys.ts";
import { USUAL, Wedge } from "../../../till/scan/wedge.ts";
import { keyFor, LAYOUTS, plain } from "./typing.ts";

interface Typing {
  readonly gapMs: number;
  readonly layout?: string;
  readonly suffix?: string | null;
  readonly inField?: boolean;
}

/** Types as `listen.ts` hears it; answers the scans, and the keys that a screen would hear. */
class Counter {
  readonly scans: string[] = [];
  readonly heard: string[] = [];
  readonly #wedge = new Wedge<Key>();
  #now = 0;

  type(text: string, { gapMs, layout = "latin", suffix = "Enter", inField = false }: Typing): void {
    for (const character of text) {
      if (/[A-Z{}|:"<>?~!@#$%^&*()_+]/.test(character)) this.press(plain("ShiftLeft", "Shift", true), 0, inField);
      this.press(keyFor(character, layout), gapMs, inField);
    }
    if (suffix) this.press(plain(suffix), gapMs, inField);
  }

  press(key: Key, afterMs: number, inField = false): void {
    this.#now += afterMs;
    if (this.#wedge.isOver(this.#now)) this.settle();
    const pressed = this.#wedge.press(key, this.#now, { inField });
    if (pressed.do === "scan") this.scans.push(pressed.text);
    if (pressed.do === "pass" && key.key !== "Shift") {
      if (!inField && !this.#wedge.isIdle) this.settle();
      this.heard.push(key.key);
    }
  }

  settle(): void {
    const settled = this.#wedge.settle();
    if (settled.scan !== null) this.scans.push(settled.scan);
    this.heard.push(...settled.held.map((key) => key.key));
  }

  pause(ms: number): void {
    this.#now += ms;
    if (this.#wedge.isOver(this.#now)) this.settle();
  }
}

for (const layout of Object.keys(LAYOUTS)) {
  for (const inField of [false, true]) {
    test(`a thousand scans in a row all land under the ${layout} layout, ${inField ? "in a field" : "in none"}`, () => {
      const counter = new Counter();
      const codes = Array.from({ length: 1000 }, (_, at) =>
        at % 3 ? String(4_000_000_000_000 + at) : `Sku-${at}/A_b`,
      );

      for (const code of codes) counter.type(code, { gapMs: 1 + (code.length % 4), layout, inField });

      assert.deepEqual(counter.scans, codes);
      if (!inField) assert.deepEqual(counter.heard, []);
    });
  }
}

test("Tab and the keypad's Enter end a scan too, and the next may begin at once", () => {
  const counter = new Counter();
  for (const suffix of USUAL.suffixes) counter.type("4006381333931", { gapMs: 8, suffix });
  assert.equal(counter.scans.length, 3);
});

test("a whole GTIN is heard without a suffix, when nothing follows", () => {
  const counter = new Counter();
  counter.type("4006381333931", { gapMs: 10, suffix: null });
  counter.pause(300);
  assert.deepEqual(counter.scans, ["4006381333931"]);
});

test("anything else without a suffix is what somebody typed", () => {
  const counter = new Counter();
  counter.type("4006381333932", { gapMs: 10, suffix: null });
  counter.pause(700);
  assert.deepEqual(counter.scans, []);
  assert.equal(counter.heard.join(""), "4006381333932");
});

test("a fast person is no scanner: every key and the Enter are heard, in order", () => {
  for (const gapMs of [60, 80, 95, 140, 400]) {
    const counter = new Counter();
    counter.type("green tea 250", { gapMs });
    counter.pause(1000);
    assert.deepEqual(counter.scans, [], `${gapMs} ms`);
    assert.equal(counter.heard.join(""), "green tea 250Enter");
  }
});

test("two keys rolled over and Enter are no scan", () => {
  const counter = new Counter();
  counter.type("12", { gapMs: 15 });
  counter.type("1", { gapMs: 15 });
  counter.pause(1000);
  assert.deepEqual(counter.scans, []);
  assert.equal(counter.heard.join(" "), "1 2 Enter 1 Enter");
});

test("a shortcut is heard after a moment, and a scan right behind it is whole", () => {
  const counter = new Counter();
  counter.press(keyFor("+"), 0);
  counter.pause(200);
  assert.deepEqual(counter.heard, ["+"]);

  counter.type("96385074", { gapMs: 3 });
  assert.deepEqual(counter.scans, ["96385074"]);
});

for (const stallAt of [1, 2, 6, 12, 13]) {
  test(`a code that stalls after ${stallAt} characters is put together again`, () => {
    for (const inField of [false, true]) {
      const counter = new Counter();
      const code = "4006381333931";
      counter.type(code.slice(0, stallAt), { gapMs: 5, suffix: null, inField });
      counter.pause(400);
      counter.type(code.slice(stallAt), { gapMs: 5, inField });
      counter.type("96385074", { gapMs: 5, inField });
      assert.deepEqual(counter.scans, [code, "96385074"]);
    }
  });
}

for (const stallAt of [3, 6, 9]) {
  test(`a code without a check digit that stalls after ${stallAt} characters is whole`, () => {
    for (const inField of [false, true]) {
      const counter = new Counter();
      counter.type("KLM-12345".slice(0, stallAt), { gapMs: 4, suffix: null, inField });
      counter.pause(500);
      counter.type("KLM-12345".slice(stallAt), { gapMs: 4, inField });
      assert.deepEqual(counter.scans, ["KLM-12345"]);
      assert.equal(counter.heard.join(""), inField ? "KLM-12345" : "");
    }
  });
}

test("a slow radio's whole code is heard; the same characters from a slow person are not", () => {
  const counter = new Counter();
  counter.type("4006381333931", { gapMs: 95 });
  assert.deepEqual(counter.scans, ["4006381333931"]);
  counter.type("4006381333931", { gapMs: 200 });
  counter.pause(2000);
  assert.equal(counter.scans.length, 1);
});

test("the separator inside a GS1 code arrives as Ctrl+]", () => {
  const counter = new Counter();
  counter.type("0100614141000418", { gapMs: 2, suffix: null });
  counter.type("10LOT", { gapMs: 2, suffix: null });
  counter.press({ ...plain("BracketRight", "]"), ctrlKey: true }, 2);
  counter.type("21S9", { gapMs: 2 });
  assert.deepEqual(counter.scans, ["010061414100041810LOT\x1d21S9"]);
});

test("a key that is no character is never part of a scan", () => {
  const counter = new Counter();
  for (const key of ["Escape", "F2", "ArrowDown", "Backspace"]) counter.press(plain(key), 5);
  counter.press({ ...keyFor("k"), ctrlKey: true }, 5);
  assert.deepEqual(counter.heard, ["Escape", "F2", "ArrowDown", "Backspace", "k"]);
});

test("with a prefix of its own a scanner may be slow", () => {
  const wedge = new Wedge<Key>({ ...USUAL, prefix: "~" });
  let at = 0;
  let scan = "";
  for (const character of "~SLOW-1") {
    at += 200;
    wedge.press(keyFor(character), at, { inField: true });
  }
  const pressed = wedge.press(plain("Enter"), at + 200, { inField: true });
  if (pressed.do === "scan") scan = pressed.text;
  assert.equal(scan, "SLOW-1");
});
