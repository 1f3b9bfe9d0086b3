/** Who gets it and how: collected in a shop or delivered, paid now or later. */

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { moment } from "../../kit/clock.ts";
import { newId } from "../../kit/ids.ts";
import { language, money, t } from "../../kit/words.ts";
import { takeMoney } from "../orders/hand_over.ts";
import { problemWords } from "../orders/problem_words.ts";
import type { Article, FoundOrder, StockAt } from "../protocol.ts";
import { HowMany } from "../returns/how_many.tsx";
import { todaysPrice } from "../returns/todays_price.ts";
import { refuseScans } from "../scan/refuse_scan.ts";
import { sale, settings } from "../state.ts";
import { orderElsewhere } from "./order_elsewhere.ts";
import { beginWish, type Field, missing, type Wish, wantedOrder } from "./wish.ts";

interface Props {
  readonly article: Article;
  readonly quantity: number;
  readonly store: string;
  readonly places: readonly StockAt[];
  readonly onQuantity: (quantity: number) => void;
  readonly onOrdered: (order: FoundOrder) => void;
}

export function WishForm({ article, quantity, store, places, onQuantity, onOrdered }: Props) {
  const { currency, store: here } = settings.value!;
  const { customer } = sale.value;
  const typed = useSignal<Wish>(beginWish(article.variant, quantity, store, customer));
  const begun = useRef(typed.value);
  refuseScans(typed.value === begun.current ? "" : t("Finish what is begun here, or go back. Then scan again."));
  const problem = useSignal("");
  const isBusy = useSignal(false);
  const shown = useSignal<readonly Field[]>([]);
  const key = useRef({ of: "", id: "" });
  const wish: Wish = { ...typed.value, quantity, store };
  const set = (part: Partial<Wish>) => {
    typed.value = { ...typed.value, ...part };
    shown.value = [];
  };

  async function order(isPaidNow: boolean): Promise<void> {
    shown.value = missing(wish, customer);
    if (shown.value.length > 0 || isBusy.value) return;
    isBusy.value = true;
    problem.value = "";
    const wanted = wantedOrder(wish, customer, here.country, language.value);
    const of = JSON.stringify(wanted);
    if (key.current.of !== of) key.current = { of, id: newId() }; // pressed twice it is one order; changed it is another
    try {
      const made = await orderElsewhere(wanted, key.current.id);
      if (isPaidNow && made.due_minor > 0) takeMoney(made, false, "");
      else onOrdered(made);
    } catch (thrown) {
      problem.value = problemWords(thrown);
    } finally {
      isBusy.value = false;
    }
  }

  const chosen = places.find((place) => place.store === store);
  return (
    <form class="wish" onSubmit={(event) => event.preventDefault()}>
      <div class="row between">
        <h2>{t("Order it")}</h2>
        <HowMany quantity={quantity} most={null} onChange={onQuantity} />
      </div>
      <fieldset class="chips" aria-label={t("How it reaches the customer")}>
        <Way name="pickup" wish={wish} label={t("Collect in a shop")} onChoose={set} />
        <Way name="delivery" wish={wish} label={t("Deliver")} onChoose={set} />
      </fieldset>
      {wish.method === "pickup" ? (
        <p
          class={shown.value.includes("store") ? "notice bad" : "notice"}
          role={shown.value.includes("store") ? "alert" : undefined}
        >
          {chosen ? t("Collected at {name}", { name: chosen.name }) : t("Choose a shop from the list.")}
        </p>
      ) : (
        <>
          <Text name="city" label={t("Town")} wish={wish} set={set} isMissing={shown.value.includes("city")} />
          <Text
            name="line1"
            label={t("Street and house")}
            wish={wish}
            set={set}
            isMissing={shown.value.includes("line1")}
          />
          <Text name="postcode" label={t("Postcode")} wish={wish} set={set} isMissing={false} />
        </>
      )}
      {customer ? (
        <p>{t("For {name}", { name: customer.name || customer.phone })}</p>
      ) : (
        <>
          <Text name="phone" label={t("Phone")} wish={wish} set={set} isMissing={shown.value.includes("phone")} />
          <Text name="name" label={t("Name")} wish={wish} set={set} isMissing={false} />
        </>
      )}
      <p class="notice bad" role="alert" hidden={!problem.value}>
        {problem.value}
      </p>
      <p class="wish-price">
        <span>{t("Today's price")}</span>{" "}
        <data>{money(todaysPrice(article, quantity, settings.value!, moment.value), currency)}</data>
      </p>
      <button type="button" class="button primary large wide" disabled={isBusy.value} onClick={() => order(true)}>
        {t("Order and pay now")}
      </button>
      <button type="button" class="button large wide" disabled={isBusy.value} onClick={() => order(false)}>
        {wish.method === "pickup" ? t("Order, pay when collected") : t("Order, pay when delivered")}
      </button>
    </form>
  );
}

interface WayProps {
  readonly name: Wish["method"];
  readonly wish: Wish;
  readonly label: string;
  readonly onChoose: (part: Partial<Wish>) => void;
}

function Way({ name, wish, label, onChoose }: WayProps) {
  return (
    <button type="button" class="chip" aria-pressed={wish.method === name} onClick={() => onChoose({ method: name })}>
      {label}
    </button>
  );
}

interface TextProps {
  readonly name: "city" | "line1" | "postcode" | "phone" | "name";
  readonly label: string;
  readonly wish: Wish;
  readonly set: (part: Partial<Wish>) => void;
  readonly isMissing: boolean;
}

function Text({ name, label, wish, set, isMissing }: TextProps) {
  return (
    <label class="field">
      <span class="label">{label}</span>
      <input
        class="control"
        inputMode={name === "phone" ? "tel" : "text"}
        autocomplete="off"
        value={wish[name]}
        aria-invalid={isMissing}
        onInput={(event) => set({ [name]: event.currentTarget.value })}
      />
      {isMissing && (
        <span class="error">
          {wish[name].trim() ? t("The phone is not one. Check the digits.") : t("This is needed.")}
        </span>
      )}
    </label>
  );
}
