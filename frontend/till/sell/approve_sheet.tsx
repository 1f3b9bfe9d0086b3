/** Says what is to be allowed, and takes the manager's PIN. */

import { useSignal } from "@preact/signals";

import { Icon } from "../../kit/ui/icon.tsx";
import { Keypad } from "../../kit/ui/keypad.tsx";
import { Sheet } from "../../kit/ui/sheet.tsx";
import { money, t } from "../../kit/words.ts";
import { refuseScans } from "../scan/refuse_scan.ts";
import { settings } from "../state.ts";
import { type Asked, asked, managerWith } from "./approve.ts";
import { useTyped } from "./use_typed.ts";

const LEAST = 4;
const MOST = 8;

/** Drawn once, over every screen. */
export function Approvals() {
  return asked.value && <ApproveSheet key={asked.value} asked={asked.value} />;
}

function ApproveSheet({ asked: { what, facts, answer } }: { asked: Asked }) {
  const typed = useSignal("");
  const problem = useSignal("");
  const tell = (why: string) => {
    problem.value = why;
  };
  refuseScans(t("First the manager's PIN, or close it. Then scan again."), tell);
  async function submit(): Promise<void> {
    const pin = typed.value;
    typed.value = "";
    const manager = await managerWith(pin);
    if (typeof manager === "string") answer(manager);
    else if (manager === null) problem.value = t("That is no manager's PIN.");
    else problem.value = t("Too many wrong PINs. Again in {count} s.", { count: manager });
  }
  useTyped(typed, { longest: MOST, isInDialog: true, enter: () => typed.value.length >= LEAST && void submit() });
  return (
    <Sheet title={t("A manager has to allow this")} close={() => answer(null)}>
      <p>{wordsFor(what)}</p>
      {typeof facts["amount_minor"] === "number" && settings.value && (
        <p class="large strong">{money(facts["amount_minor"], settings.value.currency)}</p>
      )}
      {typeof facts["reason"] === "string" && facts["reason"] && <p class="soft">{t(facts["reason"])}</p>}
      <p class="pin-dots" role="status" aria-label={t("{count} digits typed", { count: typed.value.length })}>
        {"●".repeat(typed.value.length) || t("The manager's PIN")}
      </p>
      <Keypad
        typed={typed.value}
        extra=""
        longest={MOST}
        type={(text) => {
          problem.value = "";
          typed.value = text;
        }}
      />
      {problem.value && (
        <p class="notice bad" role="alert">
          <Icon name="bad" />
          <span>{problem.value}</span>
        </p>
      )}
      <button
        type="button"
        class="button primary large"
        disabled={typed.value.length < LEAST}
        onClick={() => void submit()}
      >
        <Icon name="key" /> {t("Allow")}
      </button>
    </Sheet>
  );
}

function wordsFor(what: string): string {
  switch (what) {
    case "discount":
      return t("The discount is larger than a cashier may give.");
    case "return":
      return t("A cashier may not take this back alone.");
    case "cash":
      return t("More cash is taken out than a cashier may take.");
    case "difference":
      return t("The difference in the drawer is larger than a cashier may close with.");
    case "card_aside":
      return t("This card payment is set aside, though nobody knows yet whether it was taken.");
    case "card_settled":
      return t("This card payment was settled outside the till.");
    case "x_report":
      return t("The report says what should be in the drawer.");
    default:
      return t("A cashier may not do this alone.");
  }
}
