/** One order at the counter: what is in it, what is due, and the next thing to do with it. */

import { useSignal } from "@preact/signals";
import { moment } from "../../kit/clock.ts";
import { Icon } from "../../kit/ui/icon.tsx";
import { money, t } from "../../kit/words.ts";
import type { FoundOrder } from "../protocol.ts";
import { quantityOf } from "../receipt/quantity_of.ts";
import { onScan } from "../scan/on_scan.ts";
import { isArticleCode } from "../scan/read_scan.ts";
import { soundGood } from "../sell/sounds.ts";
import { go, settings } from "../state.ts";
import { takeMoney } from "./hand_over.ts";
import { HandOverForm } from "./hand_over_form.tsx";
import { nextStep } from "./next_step.ts";
import { channelWord, paymentWord, statusLook } from "./said.ts";
import { day } from "./when.ts";
import "./orders.css";

interface Props {
  readonly order: FoundOrder;
  /** The digits the customer showed, if it was found by them. */
  readonly code?: string;
}

export function OrderScreen({ order, code: shown = "" }: Props) {
  const code = useSignal(shown);
  const { word, look } = statusLook(order);
  const step = nextStep(order);
  onScan((text) => {
    if (isArticleCode(text, settings.value?.patterns ?? [])) return false;
    if (!/^\d{6}$/.test(text)) return go("orders", { query: text });
    soundGood();
    code.value = text;
    return true;
  });

  return (
    <div class="order">
      <section class="order-what">
        <h1>
          {order.number} <span class={`badge ${look}`}>{word}</span>
        </h1>
        <p class="soft">
          {[order.customer_name, channelWord(order.channel), day(order.placed_at, moment.value)]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <ul class="order-lines">
          {order.lines.map((line) => (
            <li key={line.id}>
              <span class="order-line-quantity">{line.per === 1 ? `${quantityOf(line)} ×` : quantityOf(line)}</span>
              {line.picture && <img src={line.picture} alt="" loading="lazy" />}
              <span class="grow">
                <strong>{line.title}</strong>
                <span class="soft small">{line.sku}</span>
              </span>
            </li>
          ))}
        </ul>
      </section>
      <aside class="order-next">
        <Money order={order} />
        {step.whyNot && (
          <p class="notice warn">
            <Icon name="clock" /> <span>{step.whyNot}</span>
          </p>
        )}
        {step.canHandOver && <HandOverForm order={order} code={code} canPay={step.canPay} />}
        {!step.canHandOver && step.canPay && (
          <button type="button" class="button large wide" onClick={() => takeMoney(order, false, "")}>
            {t("Take {amount} now", { amount: money(order.due_minor, order.currency) })}
          </button>
        )}
        {step.canReturn && (
          <button
            type="button"
            class={step.canHandOver ? "button large wide" : "button primary large wide"}
            onClick={() => go("returns", { order })}
          >
            {t("Take goods back")}
          </button>
        )}
        <button type="button" class="button quiet wide" onClick={() => go("orders")}>
          {t("Other orders")}
        </button>
      </aside>
    </div>
  );
}

function Money({ order }: { readonly order: FoundOrder }) {
  return (
    <dl class="totals">
      {order.payments.map((paid) => (
        <div class="contents" key={paid.id}>
          <dt>{paymentWord(paid)}</dt>
          <dd>{money(paid.refundable_minor, order.currency)}</dd>
        </div>
      ))}
      <dt class="strong">{t("Total")}</dt>
      <dd class="strong">{money(order.total_minor, order.currency)}</dd>
      {order.due_minor > 0 && (
        <>
          <dt class="sum">{t("Still to pay")}</dt>
          <dd class="sum">{money(order.due_minor, order.currency)}</dd>
        </>
      )}
    </dl>
  );
}
