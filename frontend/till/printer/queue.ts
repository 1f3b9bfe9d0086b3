/** Papers that wait for the printer: in order, kept over a restart, and no sale ever waits for them. */

import type { Paper } from "../receipt/paper.ts";

export interface Job {
  /** A job that was printed is not printed again, however often it is sent. */
  readonly id: string;
  readonly paper: Paper;
}

/** Why nothing comes out, or "". */
export type Problem = "" | "unreachable" | "paper_out" | "cover_open";

export interface Waiting {
  readonly jobs: readonly Job[];
  readonly problem: Problem;
}

export interface Printing {
  send(job: Job): Promise<Problem>;
  /** Told of every change; also keeps it. */
  changed(waiting: Waiting): void;
  wait(milliseconds: number): Promise<void>;
}

export interface PrintQueue {
  add(job: Job): void;
  /** Tries at once what waits. */
  retry(): void;
  /** Gives up what waits: each can be printed again from its receipt. */
  clear(): void;
}

const PAUSE_MS = 5000;
/** Beyond so many nobody wants yesterday's papers: the oldest go. */
const MOST = 50;

export function printQueue(printing: Printing, kept: readonly Job[]): PrintQueue {
  let waiting: Waiting = { jobs: kept, problem: "" };
  let isRunning = false;
  let turn = 0;

  function become(change: Partial<Waiting>): void {
    waiting = { ...waiting, ...change };
    printing.changed(waiting);
  }

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    while (waiting.jobs[0]) {
      const job = waiting.jobs[0];
      const problem = await sent(job);
      if (problem === "") become({ jobs: waiting.jobs.filter((one) => one.id !== job.id), problem });
      else {
        become({ problem });
        await pause();
      }
    }
    isRunning = false;
  }

  /** A paper that cannot even be made waits like any other: `clear` lets go of it. */
  async function sent(job: Job): Promise<Problem> {
    try {
      return await printing.send(job);
    } catch {
      return "unreachable";
    }
  }

  /** Until the time is over, or somebody says "now". */
  async function pause(): Promise<void> {
    const before = turn;
    for (let slept = 0; slept < PAUSE_MS && turn === before && waiting.jobs.length > 0; slept += 250) {
      await printing.wait(250);
    }
  }

  if (kept.length > 0) void run();
  return {
    add(job) {
      become({ jobs: [...waiting.jobs, job].slice(-MOST) });
      turn += 1;
      void run();
    },
    retry() {
      turn += 1;
      void run();
    },
    clear() {
      become({ jobs: [], problem: "" });
    },
  };
}
