/** Something off a line or off everything: how much, and why. More than a cashier may give is allowed by a manager when it is paid. */

import { useSignal } from "@preact/signals";

import { now } from "../../kit/clock.ts";
import { Icon } from "../../kit/ui/icon.tsx";
import { Keypad } from "../../kit/ui/keypad.tsx";
import { money, t } from "../../kit/words.ts";
import { REASONS } from "../reasons/reasons.ts";
import { sale, settings } from "../state.ts";
import { approve } from "./approve.ts";
import { change } from "./change_sale.ts";
import { addDiscount, approveAll, dropDiscount, needsManager, type WantedDiscount } from "./discounts.ts";
import { Panel } from "./panel.tsx";
import { readSize } from "./read_size.ts";
import { close } from "./side.ts";
import { useTyped } from "./use_typed.ts";

const QUICK = [500, 1000, 1500, 2000];
const LONGEST = 9;

export function DiscountPanel({ line: id }: { line: string | null }) {
  const line = sale.value.lines.find((one) => one.id === id);
  const isPercent = useSignal(true);
  const typed = useSignal("");
  const reason = useSignal("");
  const known = settings.value!;
  const position = line ? sale.value.lines.indexOf(line) : null;
  const given = sale.value.discounts.find((one) =>
    position === null ? one.line_positions === null : one.line_positions?.includes(position),
  );
  const size = readSize(typed.value, isPercent.value, known.currency);
  const reasons = known.reasons.discount;

  async function give(wanted: WantedDiscount): Promise<void> {
    const next = addDiscount(sale.value, wanted, known, now());
    if (needsManager(next, known, now())) {
      const manager = await approve("discount", { reason: wanted.reason });
      if (manager === null) return;
      change(approveAll(next, manager));
    } else change(next);
    close();
  }
  useTyped(typed, { longest: LONGEST, keys: /^[\d.,]$/ });

  return (
    <Panel title={line ? t("Discount on {title}", { title: line.title }) : t("Discount on everything")}>
      {given && (
        <p class="notice">
          <span class="grow">
            {t(given.reason)} · −{money(given.amount_minor, known.currency)}
          </span>
          <button
            type="button"
            class="button"
            onClick={() => {
              change(dropDiscount(sale.value, given));
              close();
            }}
          >
            {t("Take it off")}
          </button>
        </p>
      )}
      <fieldset class="sell-reasons">
        <legend>{t("Why")}</legend>
        <div class="chips">
          {(reasons.length > 0 ? reasons : REASONS.discount).map((one) => (
            <button
              type="button"
              class="chip"
              key={one}
              aria-pressed={reason.value === one}
              onClick={() => {
                reason.value = one;
              }}
            >
              {t(one)}
            </button>
          ))}
        </div>
      </fieldset>
      <div class="sell-sizes">
        <fieldset class="chips" aria-label={t("Percent or amount")}>
          {[true, false].map((percent) => (
            <button
              type="button"
              class="chip"
              key={String(percent)}
              aria-pressed={isPercent.value === percent}
              onClick={() => {
                isPercent.value = percent;
              }}
            >
              {percent ? t("Percent") : t("Amount")}
            </button>
          ))}
        </fieldset>
        <p class="sell-typed" role="status">
          <strong class={typed.value ? "" : "soft"}>{typed.value || "0"}</strong>
          <span class="soft">{isPercent.value ? "%" : known.currency}</span>
        </p>
      </div>
      {isPercent.value && (
        <div class="chips">
          {QUICK.map((basisPoints) => (
            <button
              type="button"
              class="chip"
              key={basisPoints}
              onClick={() => {
                typed.value = String(basisPoints / 100);
              }}
            >
              {basisPoints / 100} %
            </button>
          ))}
        </div>
      )}
      <Keypad
        typed={typed.value}
        extra="."
        longest={LONGEST}
        label={t("Discount")}
        type={(text) => {
          typed.value = text;
        }}
      />
      <button
        type="button"
        class="button primary large wide"
        disabled={size === null || !reason.value}
        onClick={() => size && void give({ line: line?.id ?? null, size, reason: reason.value })}
      >
        <Icon name="check" /> {reason.value ? t("Take off") : t("Say why first")}
      </button>
    </Panel>
  );
}
