/** Which candidates work together: the choice that takes most off. */

import { compareText } from "../numbers/compare_text.ts";
import type { Candidate } from "./candidate.ts";
import type { Worked } from "./work.ts";

const TRIED_ALL = 64;
const TRIES = 100;

type Try = (candidates: readonly Candidate[]) => Worked;
type Group = readonly Candidate[];

/** Candidates come in their order; `attempt` lets some of them work. */
export function choose(candidates: readonly Candidate[], attempt: Try): Worked {
  const together = candidates.filter((one) => !one.promotion.alone);
  const groups = groupsOf(together);
  const choices = groups.reduce((product, group) => product * group.length, 1);
  const tryChoice = (choice: Group) =>
    attempt(together.filter((one) => one.promotion.group === "" || choice.includes(one)));

  let best = choices <= TRIED_ALL ? bestOfAll(groups, tryChoice) : climb(groups, tryChoice, attempt);
  for (const one of candidates.filter((each) => each.promotion.alone)) {
    const alone = attempt([one]);
    if (alone.sum > best.sum || best.candidates.length === 0) best = alone;
  }
  return best;
}

/** In the order of their first members. */
function groupsOf(candidates: readonly Candidate[]): readonly Group[] {
  const groups = new Map<string, Candidate[]>();
  for (const one of candidates) {
    const { group } = one.promotion;
    if (group !== "") groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  return [...groups.values()];
}

function bestOfAll(groups: readonly Group[], tryChoice: Try): Worked {
  return [...choicesOf(groups)].map(tryChoice).reduce(better);
}

function* choicesOf([first, ...others]: readonly Group[]): Generator<Group> {
  if (!first) yield [];
  else for (const member of first) for (const rest of choicesOf(others)) yield [member, ...rest];
}

/** Where there are too many: each group begins with its best by itself, then every other member is tried in its place. */
function climb(groups: readonly Group[], tryChoice: Try, attempt: Try): Worked {
  const sums = new Map(groups.flat().map((one) => [one, attempt([one]).sum]));
  const byName = [...groups].sort((a, b) => compareText(a[0]!.promotion.group, b[0]!.promotion.group));
  const choice = byName.map((group) => group.reduce((best, one) => (sums.get(one)! > sums.get(best)! ? one : best)));
  let best = tryChoice(choice);
  let tries = 0;
  for (const [at, group] of byName.entries()) {
    for (const member of group) {
      if (member === choice[at]) continue;
      if (tries++ === TRIES) return best;
      const tried = tryChoice(choice.with(at, member));
      if (tried.sum > best.sum) {
        best = tried;
        choice[at] = member;
      }
    }
  }
  return best;
}

/** Of equals the first. */
function better(best: Worked, tried: Worked): Worked {
  return tried.sum > best.sum ? tried : best;
}
