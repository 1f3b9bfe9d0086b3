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
import { NO_TRIES, type Tries, waitSeconds } from "./tries.ts";

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
    const tries = (await keptHere().get<Tries>(`tries:${who.id}`)) ?? NO_TRIES;
    const wait = waitSeconds(tries, Date.now());
    if (wait > 0) {
      problem.value = t("Too many wrong PINs. Again in {count} s.", { count: wait });
      return;
    }
    if (await isPinOf(who, pin)) {
      await keptHere().drop(`tries:${who.id}`);
      cashier.value = who;
      go(shift.value ? "sell" : "shift");
      return;
    }
    await keptHere().put(`tries:${who.id}`, { wrong: tries.wrong + 1, at: Date.now() });
    problem.value = t("That is not the PIN.");
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
