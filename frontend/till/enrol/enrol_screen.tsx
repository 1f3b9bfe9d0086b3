/** A new device becomes a till by the code the office shows. */

import { useSignal } from "@preact/signals";
import { Problem } from "../../kit/api.ts";
import { Icon } from "../../kit/ui/icon.tsx";
import { LanguageChoice } from "../../kit/ui/language_choice.tsx";
import { t } from "../../kit/words.ts";
import { enrol } from "../device.ts";
import { onScan } from "../scan/on_scan.ts";
import { go } from "../state.ts";

export function EnrolScreen() {
  const code = useSignal("");
  const problem = useSignal("");
  const isWaiting = useSignal(false);

  onScan((text) => {
    code.value = text;
    return submit();
  });

  async function submit(): Promise<void> {
    problem.value = "";
    isWaiting.value = true;
    try {
      await enrol(code.value.trim(), navigator.userAgent.slice(0, 100));
      go("signin");
    } catch (trouble) {
      problem.value =
        trouble instanceof Problem && trouble.detail
          ? trouble.detail
          : t("The shop's server cannot be reached. A till is enrolled online; later it sells without a network.");
    } finally {
      isWaiting.value = false;
    }
  }

  return (
    <section class="centre-card card stack">
      <p class="mark">Duken</p>
      <h1>{t("Make this device a till")}</h1>
      <p>{t("In the back office, under Tills, choose the till and press “Enrol a device”. Type the code it shows.")}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <label class="field">
          <span>{t("Code")}</span>
          <input
            class="code-input"
            value={code.value}
            onInput={(event) => {
              code.value = event.currentTarget.value;
            }}
            autocomplete="one-time-code"
            autocapitalize="characters"
            spellcheck={false}
            maxLength={40}
            required
          />
        </label>
        {problem.value && (
          <p class="notice bad" role="alert">
            <Icon name="bad" />
            <span>{problem.value}</span>
          </p>
        )}
        <button type="submit" class="button primary large" disabled={isWaiting.value}>
          {isWaiting.value ? t("One moment…") : t("Enrol")}
        </button>
      </form>
      <LanguageChoice />
    </section>
  );
}
