/** How long one basket takes among many promotions: a vector on the input, milliseconds on the output (bench/vectors/speed.py). */

import { readFileSync } from "node:fs";

import { priceLines } from "../../quote/lines/price_lines.ts";
import { evaluate } from "../../quote/promotions/evaluate.ts";
import { basket } from "../../quote/read/basket.ts";
import { promotion } from "../../quote/read/promotion.ts";
import { list } from "../../quote/read/reader.ts";

const asked = JSON.parse(readFileSync(0, "utf8"));
const read = basket(asked.basket, "basket");
const promotions = list(promotion)(asked.promotions, "promotions");
const lines = priceLines(read.lines);
if ("refused" in lines) throw new Error(lines.refused);

const took: number[] = [];
let awards = 0;
for (let time = 0; time < asked.times; time++) {
  const began = process.cpuUsage();
  awards = evaluate(read, lines, promotions).awards.length;
  took.push(process.cpuUsage(began).user / 1000);
}
const median = [...took].sort((a, b) => a - b)[took.length >> 1]!;
process.stdout.write(`typescript: ${median.toFixed(1)} ms, the first ${took[0]!.toFixed(1)} ms, ${awards} awards\n`);
