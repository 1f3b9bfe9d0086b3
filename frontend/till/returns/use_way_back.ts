/** What is asked before goods are taken back, whichever way it ends: a reason, and a manager where a cashier may not alone. */

import { useSignal } from "@preact/signals";
import { now } from "../../kit/clock.ts";
import { t } from "../../kit/words.ts";
import { problemWords } from "../orders/problem_words.ts";
import type { FoundOrder, ReturnedLine } from "../protocol.ts";
import { link, sale, settings, shift } from "../state.ts";
import { allowed } from "./allowed.ts";
import { beginExchange } from "./begin_exchange.ts";
import { amountOf } from "./choice.ts";
import { giveBack } from "./give_back.ts";
import { type Means, meansBack } from "./means.ts";
import { needsManager, type Why } from "./needs_manager.ts";
import { type Part, partsOf } from "./parts.ts";

/** What was chosen, as the new receipt will say it. */
export type Returned = (reason: string, approvedBy: string | null) => readonly ReturnedLine[];

export interface Way {
  readonly amountMinor: number;
  readonly reason: string;
  readonly problem: string;
  /** Something is chosen, and nothing is under way. */
  readonly isReady: boolean;
  readonly whyManager: readonly Why[];
  readonly means: readonly Means[];
  readonly parts: (means: Means) => readonly Part[];
  readonly giveReason: (reason: string) => void;
  readonly giveBack: (means: Means) => Promise<void>;
  /** Answers whether the sale goes on with what comes back. */
  readonly exchange: () => Promise<boolean>;
}

/** `order` null: there is no receipt. */
export function useWayBack(order: FoundOrder | null, returned: Returned): Way {
  const { limits, reasons, cash_rounding_minor: coin } = settings.value!;
  const reason = useSignal(reasons.return.length === 1 ? reasons.return[0]! : "");
  const problem = useSignal("");
  const isBusy = useSignal(false);
  const amountMinor = amountOf(returned("", null));
  const customer = order?.customer ?? sale.value.customer?.id ?? null;
  const asked = { amount_minor: amountMinor, placed_at: order?.placed_at ?? null, limits, now: now() };
  const isOnline = link.value.state !== "offline";

  async function end(why: string, finish: (lines: readonly ReturnedLine[]) => Promise<void> | void): Promise<boolean> {
    problem.value = shift.value ? (why ? "" : t("Say why it comes back.")) : t("Open the shift first.");
    if (problem.value || isBusy.value) return false;
    isBusy.value = true;
    try {
      const by = await allowed(asked);
      if (by !== false) await finish(returned(why, by));
      return by !== false;
    } catch (thrown) {
      problem.value = problemWords(thrown);
      return false;
    } finally {
      isBusy.value = false;
    }
  }

  return {
    amountMinor,
    reason: reason.value,
    problem: problem.value,
    isReady: amountMinor > 0 && !isBusy.value,
    whyManager: amountMinor > 0 ? needsManager(asked) : [],
    means: meansBack({
      amount_minor: amountMinor || 1, // with nothing chosen yet the buttons stand where they will be
      payments: order?.payments ?? [],
      customer,
      is_online: isOnline,
      coin,
    }),
    parts: (means) => (amountMinor > 0 ? partsOf(means, order?.payments ?? []) : []),
    giveReason: (given) => {
      reason.value = given;
      problem.value = "";
    },
    giveBack: async (means) => void (await end(reason.value, (lines) => giveBack(lines, means, customer))),
    exchange: () => end(reason.value || "exchange", beginExchange),
  };
}
