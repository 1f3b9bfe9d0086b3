/** How much of one line, on the keypad; or how much of what was put on the scales. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { Icon } from "../../kit/ui/icon.tsx";
import { Keypad } from "../../kit/ui/keypad.tsx";
import { locale, t } from "../../kit/words.ts";
import type { Article } from "../protocol.ts";
import { sale } from "../state.ts";
import { putIn, setQuantity, takeOut } from "./change_sale.ts";
import { firstDigit } from "./first_digit.ts";
import { Panel } from "./panel.tsx";
import { readQuantity, writeQuantity } from "./quantities.ts";
import { close, open } from "./side.ts";
import { useTyped } from "./use_typed.ts";
import { toWeigh, weighed } from "./weigh.ts";

const LONGEST = 7;

/** `line` "": what waits to be weighed. */
export function LinePanel({ line: id }: { line: string }) {
  const line = sale.value.lines.find((one) => one.id === id);
  const [waiting] = toWeigh.value;
  const article = line?.article ?? (id ? undefined : waiting);
  if (!article) {
    return (
      <Panel title={t("Quantity")}>
        <p class="soft">{t("The line is no longer in the basket.")}</p>
      </Panel>
    );
  }
  const put = (quantity: number) => {
    if (line) {
      setQuantity(line.id, quantity);
      close();
    } else {
      putIn(article, quantity);
      weighed();
    }
  };
  return (
    <Panel title={line?.title ?? article.title}>
      <QuantityPad key={`${id} ${toWeigh.value.length}`} article={article} now={line?.quantity ?? 0} put={put} />
      {!line && (
        <button type="button" class="button" onClick={weighed}>
          {t("Not this one")}
        </button>
      )}
      {line && (
        <div class="sell-line-acts">
          <button type="button" class="button" onClick={() => open({ what: "discount", line: line.id })}>
            <Icon name="percent" /> {t("Discount on this")}
          </button>
          <button
            type="button"
            class="button danger"
            onClick={() => {
              takeOut(line.id);
              close();
            }}
          >
            <Icon name="bin" /> {t("Take out")}
          </button>
        </div>
      )}
    </Panel>
  );
}

function QuantityPad({ article, now, put }: { article: Article; now: number; put: (quantity: number) => void }) {
  const typed = useSignal(firstDigit.value);
  const quantity = readQuantity(typed.value, article);
  const enter = () => {
    const read = readQuantity(typed.value, article);
    if (read !== null) put(read);
  };
  useEffect(() => {
    firstDigit.value = "";
  }, []);
  useTyped(typed, { longest: LONGEST, keys: /^[\d.,]$/, enter });
  return (
    <>
      <p class="sell-typed" role="status">
        <strong class={typed.value ? "" : "soft"}>{typed.value || writeQuantity(now, article, locale())}</strong>
        <span class="soft">{unitWord(article)}</span>
      </p>
      <Keypad
        typed={typed.value}
        extra={article.per === 1 ? "" : "."}
        longest={LONGEST}
        label={t("Quantity")}
        type={(text) => {
          typed.value = text;
        }}
      />
      {typed.value && quantity === null && (
        <p class="notice warn" role="status">
          {article.step > 1
            ? t("Sold in steps of {step}.", { step: writeQuantity(article.step, article, locale()) })
            : t("Type how much, at least {step}.", { step: writeQuantity(article.step, article, locale()) })}
        </p>
      )}
      <button type="button" class="button primary large wide" disabled={quantity === null} onClick={enter}>
        <Icon name="check" /> {t("Take this quantity")}
      </button>
    </>
  );
}

/** What one of the typed units is. */
function unitWord({ per, unit }: Article): string {
  if (per === 1) return unit === "pcs" || unit === "piece" ? "" : unit;
  if (per === 100) return t("metres");
  return { g: t("kilograms"), ml: t("litres"), mm: t("metres") }[unit] ?? unit;
}
