/** Beside the screen, so that it never stutters: three hundred thousand articles are unpacked, sought and packed here. */

import type { Answer, Question } from "./asking.ts";
import { KeptCatalogue } from "./kept.ts";
import { serverWith } from "./server.ts";

interface Scope {
  onmessage: ((event: MessageEvent<Question>) => void) | null;
  postMessage(answer: Answer): void;
}

const scope = self as unknown as Scope;
let opened: Promise<KeptCatalogue> | null = null;

scope.onmessage = async ({ data: question }) => {
  try {
    scope.postMessage({ id: question.id, answer: await answerTo(question) });
  } catch (problem) {
    scope.postMessage({ id: question.id, problem: String(problem) });
  }
};

async function answerTo({ ask, facts }: Question): Promise<unknown> {
  if (ask === "open") {
    const { owner, key } = facts;
    opened ??= KeptCatalogue.open(owner, serverWith(key), (progress) => scope.postMessage({ progress }));
    await opened;
    return null;
  }
  if (!opened) throw new Error("the catalogue is not open");
  const catalogue = await opened;
  if (ask === "byCode") return catalogue.byCode(facts.codes, facts.sku);
  if (ask === "byVariant") return catalogue.byVariant(facts.variants);
  if (ask === "search") return catalogue.search(facts.question, facts.most);
  if (ask === "keep") return catalogue.keep(facts.articles);
  return catalogue.renew();
}
