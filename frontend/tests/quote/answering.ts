/** Prices vectors for whoever compares: JSON lines up to an empty one, then an answer for each (bench/vectors/many.py). */

import { createInterface } from "node:readline";

import { Malformed } from "../../quote/read/reader.ts";
import { answer, type Vector } from "./told.ts";

let answers: string[] = [];
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== "") {
    answers.push(JSON.stringify(answered(JSON.parse(line) as Vector)));
  } else {
    process.stdout.write(answers.map((one) => `${one}\n`).join(""));
    answers = [];
  }
}

function answered(vector: Vector): unknown {
  try {
    return answer(vector);
  } catch (problem) {
    if (problem instanceof Malformed) return { malformed: problem.message };
    throw problem;
  }
}
