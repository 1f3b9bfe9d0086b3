/** Find any order: by number, phone, name, or a scan of whatever the customer shows. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "../../kit/ui/icon.tsx";
import { t } from "../../kit/words.ts";
import type { FoundOrder } from "../protocol.ts";
import { onScan } from "../scan/on_scan.ts";
import { isArticleCode } from "../scan/read_scan.ts";
import { soundBad, soundGood } from "../sell/sounds.ts";
import { go, settings } from "../state.ts";
import { openBasket } from "../stock/open_basket.ts";
import { wantedBasket } from "../stock/wanted_basket.ts";
import { asked, isEnough, isSixDigits } from "./asked.ts";
import type { Found } from "./combine.ts";
import { findOrders, lastReceipts } from "./find_orders.ts";
import { nextStep } from "./next_step.ts";
import { OrderRow } from "./order_row.tsx";
import { problemWords } from "./problem_words.ts";
import "./orders.css";

const PAUSE_MS = 300;

export function OrdersScreen({ query: first = "" }: { readonly query?: string }) {
  const query = useSignal(first);
  const found = useSignal<Found | null>(null);
  const problem = useSignal("");
  const isAsking = useSignal(false);

  /** Whether there is any. */
  async function find(typed: string, isWhole: boolean): Promise<boolean> {
    const wanted = asked(typed);
    problem.value = "";
    isAsking.value = true;
    try {
      const answer = isEnough(wanted) ? await findOrders(wanted) : await lastReceipts();
      const isThere = answer.orders.length > 0;
      if (typed !== query.value) return isThere; // somebody typed on meanwhile
      found.value = answer;
      const only = answer.orders.length === 1 ? answer.orders[0] : undefined;
      if (isWhole && only) show(only, wanted);
      return isThere;
    } catch (thrown) {
      problem.value = problemWords(thrown);
      return false;
    } finally {
      isAsking.value = false;
    }
  }

  async function findScanned(code: string): Promise<void> {
    query.value = code;
    if ((await find(code, true)) || isSixDigits(code)) soundGood();
    else soundBad(); // what to try instead stands below
  }

  onScan((text) => !isArticleCode(text, settings.value?.patterns ?? []) && findScanned(text));
  useEffect(() => {
    const isGiven = first !== "" && query.value === first;
    const look = () => void (isGiven ? findScanned(first) : find(query.value, false));
    const timer = setTimeout(look, isGiven ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [query.value]);

  const basket = isSixDigits(query.value) ? wantedBasket(query.value) : null;
  return (
    <div class="orders">
      <h1>{t("Orders and receipts")}</h1>
      <search class="orders-search">
        <label class="heard-only" for="orders-query">
          {t("Number, phone or name")}
        </label>
        <input
          id="orders-query"
          class="control"
          type="search"
          autocomplete="off"
          placeholder={t("Number, phone or name; or scan the receipt")}
          value={query.value}
          onInput={(event) => {
            query.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") void find(query.value, true);
          }}
        />
        <button type="button" class="button" onClick={() => go("returns")}>
          <Icon name="return" /> {t("Return without a receipt")}
        </button>
      </search>
      {problem.value && (
        <p class="notice bad" role="alert">
          {problem.value}
        </p>
      )}
      {found.value?.isOwnOnly && isEnough(asked(query.value)) && (
        <p class="notice warn">{t("No network: only receipts of this till are found.")}</p>
      )}
      {basket && (
        <p class="notice">
          <span class="grow">{t("Or is it the code of a basket from the customer's phone?")}</span>
          <button type="button" class="button" onClick={() => void openBasket(basket)}>
            {t("Open the basket")}
          </button>
        </p>
      )}
      <Results found={found.value} isAsking={isAsking.value} query={asked(query.value)} />
    </div>
  );
}

/** Where nothing is left to do but to take goods back, that is what it was looked for. */
function show(order: FoundOrder, query: string): void {
  const { canHandOver, canPay, canReturn } = nextStep(order);
  if (canReturn && !canHandOver && !canPay) go("returns", { order });
  else go("order", { order, code: isSixDigits(query) ? query : "" });
}

function Results({ found, isAsking, query }: { found: Found | null; isAsking: boolean; query: string }) {
  if (!found) return <p class="soft">{t("Looking …")}</p>;
  if (found.orders.length === 0) {
    return (
      <p class="orders-none soft" role="status">
        {isEnough(query)
          ? t("Nothing found. Try the phone number, or a part of the name.")
          : t("What this till sells will be listed here.")}
      </p>
    );
  }
  return (
    <section aria-busy={isAsking}>
      <h2>{isEnough(query) ? t("Found") : t("Last receipts of this till")}</h2>
      <ul class="orders-list">
        {found.orders.map((order) => (
          <OrderRow key={order.id} order={order} onOpen={() => show(order, query)} />
        ))}
      </ul>
    </section>
  );
}
