/** The keys of the selling screen, on one sheet. */

import { signal } from "@preact/signals";

import { Sheet } from "../../kit/ui/sheet.tsx";
import { t } from "../../kit/words.ts";

export const isHelpShown = signal(false);

const KEYS: readonly (readonly [string, () => string])[] = [
  ["F", () => t("Find an article")],
  ["0 … 9", () => t("How much of the chosen line, then Enter")],
  ["+  −", () => t("One more, one less")],
  ["↑  ↓", () => t("Choose a line")],
  ["Delete", () => t("Take the chosen line out")],
  ["D", () => t("Discount on the chosen line")],
  ["B", () => t("Discount on everything")],
  ["K", () => t("Coupons and points")],
  ["C", () => t("Customer")],
  ["S", () => t("Set the basket aside (park)")],
  ["R", () => t("Parked sales")],
  ["U", () => t("Undo the last step")],
  ["O", () => t("Orders and receipts")],
  ["L", () => t("Somebody else sells")],
  ["M", () => t("More")],
  ["P", () => t("Pay")],
  ["Esc", () => t("Back to the articles")],
];

export function HelpSheet() {
  const close = () => {
    isHelpShown.value = false;
  };
  return (
    <Sheet title={t("Keys of the keyboard")} close={close}>
      <dl class="sell-keys">
        {KEYS.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{word()}</dd>
          </div>
        ))}
      </dl>
      <p class="soft small">
        {t(
          "They are where the letters are on a US keyboard, whatever language it types. The scanner works everywhere.",
        )}
      </p>
    </Sheet>
  );
}
