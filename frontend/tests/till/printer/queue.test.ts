import assert from "node:assert/strict";
import { test } from "node:test";
import { type Job, type Problem, printQueue, type Waiting } from "../../../till/printer/queue.ts";

function job(id: string): Job {
  return { id, paper: [] };
}

/** A printer with a will of its own: `problem` is what it says until it is mended. */
function printer(problem: Problem = "") {
  const told = { problem, printed: [] as string[], sent: 0, seen: { jobs: [], problem: "" } as Waiting };
  const queue = (kept: readonly Job[] = []) =>
    printQueue(
      {
        send: async (one) => {
          told.sent += 1;
          if (told.problem === "") told.printed.push(one.id);
          return told.problem;
        },
        changed: (waiting) => {
          told.seen = waiting;
        },
        wait: () => new Promise((done) => setImmediate(done)),
      },
      kept,
    );
  return { told, queue };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await new Promise((done) => setImmediate(done));
}

test("papers come out in order, each once", async () => {
  const { told, queue } = printer();
  const papers = queue();

  for (const id of ["a", "b", "c"]) papers.add(job(id));
  await settled();

  assert.deepEqual(told.printed, ["a", "b", "c"]);
  assert.deepEqual(told.seen, { jobs: [], problem: "" });
});

test("without paper they wait, and it is said why", async () => {
  const { told, queue } = printer("paper_out");
  const papers = queue();

  papers.add(job("a"));
  papers.add(job("b"));
  await settled();

  assert.deepEqual([told.seen.jobs.map((one) => one.id), told.seen.problem], [["a", "b"], "paper_out"]);
  told.problem = "";
  papers.retry();
  await settled();
  assert.deepEqual(told.printed, ["a", "b"]);
  assert.deepEqual(told.seen, { jobs: [], problem: "" });
});

test("what waited before a restart is printed first", async () => {
  const { told, queue } = printer();

  queue([job("old")]).add(job("new"));
  await settled();

  assert.deepEqual(told.printed, ["old", "new"]);
});

test("a printer that is away is tried again by itself", async () => {
  const { told, queue } = printer("unreachable");
  queue().add(job("a"));
  await settled();
  const before = told.sent;

  told.problem = "";
  await settled();

  assert.ok(before >= 1);
  assert.deepEqual(told.printed, ["a"]);
});

test("what is given up is not printed any more", async () => {
  const { told, queue } = printer("cover_open");
  const papers = queue();
  papers.add(job("a"));
  await settled();

  papers.clear();
  told.problem = "";
  await settled();

  assert.deepEqual(told.printed, []);
  assert.deepEqual(told.seen, { jobs: [], problem: "" });
});

test("of papers that nobody fetched the latest fifty wait", async () => {
  const { told, queue } = printer("unreachable");
  const papers = queue();

  for (let id = 0; id < 60; id += 1) papers.add(job(String(id)));
  await settled();
  const { jobs } = told.seen;
  papers.clear();

  assert.equal(jobs.length, 50);
  assert.equal(jobs.at(-1)!.id, "59");
});

test("a paper that cannot be made is told of like a printer that is away, and holds up nothing once it is let go", async () => {
  const printed: string[] = [];
  let problem = "";
  const papers = printQueue(
    {
      send: async ({ id }) => {
        if (id === "odd") throw new Error("no such letter");
        printed.push(id);
        return "";
      },
      changed: (waiting) => {
        problem = waiting.problem;
      },
      wait: () => new Promise((done) => setImmediate(done)),
    },
    [],
  );

  papers.add(job("odd"));
  await settled();
  assert.equal(problem, "unreachable");
  papers.clear();
  papers.add(job("next"));
  await settled();

  assert.deepEqual(printed, ["next"]);
});
