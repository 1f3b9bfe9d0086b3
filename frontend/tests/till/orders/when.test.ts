/** A date is said as it is said at the counter. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { language } from "../../../kit/words.ts";
import { day, dayAndHour } from "../../../till/orders/when.ts";

const NOW = new Date(2026, 10, 22, 9, 0);
const at = (month: number, date: number, hour: number) => new Date(2026, month, date, hour).toISOString();

afterEach(() => {
  language.value = "en";
});

test("today, tomorrow, and then the day of the week", () => {
  assert.equal(dayAndHour(at(10, 22, 18), NOW), "today, 18:00");
  assert.equal(dayAndHour(at(10, 23, 10), NOW), "tomorrow, 10:00");
  assert.equal(dayAndHour(at(10, 25, 10), NOW), "Wednesday 25 November, 10:00");
});

test("in the language of the cashier", () => {
  language.value = "ru";
  assert.equal(dayAndHour(at(10, 25, 10), NOW), "среда, 25 ноября, 10:00");

  language.value = "kk";
  assert.equal(dayAndHour(at(10, 25, 10), NOW), "25.11, 10:00");
  assert.equal(day("2025-03-05T12:00:00Z", NOW), "05.03.2025");
});

test("the year is said when it is another one", () => {
  assert.equal(day(at(10, 1, 10), NOW), "1 Nov");
  assert.equal(day("2025-03-05T12:00:00Z", NOW), "5 Mar 2025");
});
