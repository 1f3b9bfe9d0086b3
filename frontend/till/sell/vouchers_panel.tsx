/** Coupons of the basket, and points of the customer. */

import { useSignal } from "@preact/signals";

import { moment } from "../../kit/clock.ts";
import { Icon } from "../../kit/ui/icon.tsx";
import { useFocus } from "../../kit/ui/use_focus.ts";
import { money, n, t } from "../../kit/words.ts";
import { div, product } from "../../quote/numbers/divide.ts";
import { link, quoted, sale, settings } from "../state.ts";
import { addCoupon } from "./add_coupon.ts";
import { change } from "./change_sale.ts";
import { couponWords } from "./coupon_words.ts";
import { Panel } from "./panel.tsx";
import { whyNotApplied } from "./quote_sale.ts";
import { open } from "./side.ts";

export function VouchersPanel() {
  return (
    <Panel title={t("Coupons and points")}>
      <Coupons />
      <Points />
    </Panel>
  );
}

function Coupons() {
  const typed = useSignal("");
  const problem = useSignal("");
  const first = useFocus<HTMLInputElement>();
  const quote = quoted.value;
  const { coupons } = sale.value;
  const add = (event: Event) => {
    event.preventDefault();
    if (addCoupon(typed.value)) {
      problem.value = "";
      typed.value = "";
    } else problem.value = t("This coupon is not known at the till. Check the letters.");
  };
  return (
    <section class="stack">
      <form class="row unbroken" onSubmit={add}>
        <div class="field grow">
          <label for="coupon">{t("Coupon")}</label>
          <input
            id="coupon"
            ref={first}
            autocomplete="off"
            autocapitalize="characters"
            value={typed.value}
            aria-invalid={problem.value ? "true" : undefined}
            aria-describedby="coupon-problem"
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
        </div>
        <button type="submit" class="button" disabled={!typed.value.trim()}>
          {t("Add")}
        </button>
      </form>
      <p id="coupon-problem" role="alert" class="sell-problem">
        {problem.value}
      </p>
      <ul class="sell-coupons">
        {coupons.map((code) => {
          const why =
            quote && !("refused" in quote) ? whyNotApplied(code, sale.value, settings.value!, quote, moment.value) : "";
          return (
            <li key={code} class="row unbroken between">
              <span>
                <strong>{code}</strong>{" "}
                {why ? (
                  <span class="badge warn">{couponWords(why)}</span>
                ) : (
                  <span class="badge good">{t("works")}</span>
                )}
              </span>
              <button
                type="button"
                class="button quiet square"
                aria-label={t("Take out {title}", { title: code })}
                onClick={() => change({ ...sale.value, coupons: coupons.filter((one) => one !== code) })}
              >
                <Icon name="cross" />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Points() {
  const { customer, points } = sale.value;
  const programme = settings.value?.programme;
  const quote = quoted.value;
  if (!programme) return null;
  if (!customer) {
    return (
      <p class="notice">
        <span class="grow">{t("Points belong to a customer.")}</span>
        <button type="button" class="button" onClick={() => open({ what: "customer" })}>
          {t("Add the customer")}
        </button>
      </p>
    );
  }
  const isOffline = link.value.state === "offline";
  const has = isOffline ? Math.min(customer.points, settings.value!.points_escrow) : customer.points;
  const goods = quote && !("refused" in quote) ? quote.goods + quote.pointsMinor : 0;
  const most = Math.min(has, div(product(goods, programme.most_basis_points, 10_000), programme.value_minor));
  const currency = settings.value!.currency;
  const spend = (wanted: number) => change({ ...sale.value, points: wanted });
  return (
    <section class="stack">
      <h3>{programme.name}</h3>
      <p>
        {n("{name} has {count} point.", "{name} has {count} points.", customer.points, { name: customer.name })}{" "}
        {isOffline && <span class="soft">{t("Without a network this till may spend {count}.", { count: has })}</span>}
      </p>
      {points > 0 ? (
        <p class="notice good">
          <span class="grow">
            {t("{count} points pay {amount}.", {
              count: points,
              amount: money(points * programme.value_minor, currency),
            })}
          </span>
          <button type="button" class="button" onClick={() => spend(0)}>
            {t("Keep them")}
          </button>
        </p>
      ) : (
        <button type="button" class="button primary" disabled={most < programme.least} onClick={() => spend(most)}>
          {most < programme.least
            ? t("At least {count} points are spent at once", { count: programme.least })
            : t("Spend {count} points: {amount}", {
                count: most,
                amount: money(most * programme.value_minor, currency),
              })}
        </button>
      )}
    </section>
  );
}
