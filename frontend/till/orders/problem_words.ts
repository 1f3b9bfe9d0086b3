/** What went wrong, and what to do about it. */

import { Problem, Unreachable } from "../../kit/api.ts";
import { t } from "../../kit/words.ts";

/** For what a person may do wrong or be unlucky with; a bug of ours is thrown on. */
export function problemWords(thrown: unknown): string {
  if (thrown instanceof Unreachable) return t("The server is not reached. Look at the network and try again.");
  if (!(thrown instanceof Problem)) throw thrown;
  if (thrown.detail) return thrown.detail;
  return thrown.isPassing
    ? t("The server is busy. Try again in a moment.")
    : t("It was refused: {code}", { code: thrown.code });
}
