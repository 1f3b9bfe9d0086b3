/** A receipt by e-mail: the server sends it once it has the sale. */

import { useState } from "preact/hooks";
import { toast } from "../../kit/ui/toast.tsx";
import { useFocus } from "../../kit/ui/use_focus.ts";
import { t } from "../../kit/words.ts";
import { problemWords } from "../orders/problem_words.ts";
import { refuseScans } from "../scan/refuse_scan.ts";
import { atServer } from "../server.ts";
import { link } from "../state.ts";

export function EmailForm({ number, close }: { number: string; close: () => void }) {
  const [email, write] = useState("");
  const first = useFocus<HTMLInputElement>();
  const [problem, tell] = useState("");
  const [isBusy, busy] = useState(false);
  const isOffline = link.value.state !== "online";
  refuseScans(email ? t("Finish what is begun here, or go back. Then scan again.") : "");
  const send = async () => {
    busy(true);
    try {
      await atServer("POST", `receipts/${encodeURIComponent(number)}/send`, { email: email.trim() });
      toast(t("The receipt was sent to {email}", { email: email.trim() }));
      close();
    } catch (trouble) {
      tell(problemWords(trouble));
      busy(false);
    }
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {isOffline && (
        <p class="notice warn">
          {t("There is no network now. Print the receipt, or send it from the list of orders later.")}
        </p>
      )}
      <label class="field">
        <span class="label">{t("E-mail of the customer")}</span>
        <input
          type="email"
          required
          value={email}
          maxLength={200}
          autocomplete="off"
          onInput={(event) => write(event.currentTarget.value)}
          ref={first}
        />
      </label>
      {problem && (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class="button primary large" disabled={isBusy || isOffline || email === ""}>
        {t("Send")}
      </button>
    </form>
  );
}
