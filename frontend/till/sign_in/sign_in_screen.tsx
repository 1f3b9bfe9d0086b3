/** Who sells now: a name, a PIN. Works without a network; the sale that was begun stays where it is. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "../../kit/ui/icon.tsx";
import { Keypad } from "../../kit/ui/keypad.tsx";
import { LanguageChoice } from "../../kit/ui/language_choice.tsx";
import { t } from "../../kit/words.ts";
import { keptHere } from "../device.ts";
import type { Cashier } from "../protocol.ts";
import { refuseScans } from "../scan/refuse_scan.ts";
import { cashier, go, settings, shift } from "../state.ts";
import { isPinOf } from "./check_pin.ts";
import { tryPin } from "./try_pin.ts";

const LONGEST = 8;
const SHORTEST = 4;

export function SignInScreen() {
  const cashiers = settings.value?.cashiers ?? [];
  const chosen = useSignal<Cashier | null>(cashiers.length === 1 ? cashiers[0]! : null);
  useEffect(() => {
    cashier.value = null; // after a shift was closed, too
  }, []);
  refuseScans(t("Sign in first, then scan again."));
  if (cashiers.length === 0) return <NobodyYet />;
  return (
    <section class="sign-in">
      <header>
        <p class="mark">Duken</p>
        <h1>{settings.value?.store.name}</h1>
        <p class="soft">{settings.value?.till.name}</p>
      </header>
      <div class="sign-in-parts">
        <ul class="cashiers">
          {cashiers.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                class="button cashier"
                aria-pressed={chosen.value?.id === each.id}
                onClick={() => {
                  chosen.value = each;
                }}
              >
                <Icon name="person" />
                {each.name}
              </button>
            </li>
          ))}
        </ul>
        {chosen.value ? <PinPad key={chosen.value.id} who={chosen.value} /> : <p class="soft">{t("Who sells?")}</p>}
      </div>
      <LanguageChoice />
    </section>
  );
}

function PinPad({ who }: { who: Cashier }) {
  const typed = useSignal("");
  const problem = useSignal("");

  async function submit(): Promise<void> {
    const pin = typed.value;
    typed.value = "";
    const found = await tryPin(keptHere(), who.id, async () => ((await isPinOf(who, pin)) ? who : null));
    if (found === null) problem.value = t("That is not the PIN.");
    else if (typeof found === "number") problem.value = t("Too many wrong PINs. Again in {count} s.", { count: found });
    else {
      cashier.value = found;
      go(shift.value ? "sell" : "shift");
    }
  }

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) typed.value = (typed.value + event.key).slice(0, LONGEST);
      else if (event.key === "Backspace") typed.value = typed.value.slice(0, -1);
      else if (event.key === "Enter" && typed.value.length >= SHORTEST) void submit();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);

  return (
    <div class="pin-pad stack">
      <p class="pin-dots">
        {typed.value ? (
          <>
            <span aria-hidden="true">{"●".repeat(typed.value.length)}</span>
            <span class="heard-only">{t("{count} digits typed", { count: typed.value.length })}</span>
          </>
        ) : (
          t("PIN of {name}", { name: who.name })
        )}
      </p>
      <Keypad
        typed={typed.value}
        extra=""
        longest={LONGEST}
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
      <button type="button" class="button primary large" disabled={typed.value.length < SHORTEST} onClick={submit}>
        {t("Sign in")}
      </button>
    </div>
  );
}

function NobodyYet() {
  return (
    <section class="empty">
      <Icon name="people" large />
      <h1>{t("Nobody has a PIN here yet")}</h1>
      <p>{t("In the back office, under Tills, give the people who sell here a PIN. They appear by themselves.")}</p>
    </section>
  );
}
