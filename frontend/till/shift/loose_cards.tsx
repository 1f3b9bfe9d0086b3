/** Card payments that belong to no receipt: asked after, given back, or seen to by a manager. */

import { useState } from "preact/hooks";
import { Icon } from "../../kit/ui/icon.tsx";
import { toast } from "../../kit/ui/toast.tsx";
import { money, t } from "../../kit/words.ts";
import { approve } from "../sell/approve.ts";
import type { Intent } from "../terminal/payment.ts";
import { drop, giveBackByCard, intents, loose } from "../terminal/payments.ts";

export function LooseCards() {
  const open = loose.value.filter((one) => one.givesBack === null);
  if (open.length === 0) return null;
  return (
    <section class="card stack" aria-labelledby="loose">
      <h2 id="loose">{t("Card payments without a receipt")}</h2>
      <p>{t("The shift can be closed when each of them is settled.")}</p>
      <ul class="loose">
        {open.map((one) => (
          <Loose key={one.wanted.id} intent={one} />
        ))}
      </ul>
    </section>
  );
}

function Loose({ intent }: { intent: Intent }) {
  const [isBusy, busy] = useState(false);
  const { wanted, told } = intent;
  const amount = money(wanted.amountMinor, wanted.currency);
  const isApproved = told.state === "approved";
  // A refund that nobody knows the end of is not begun a second time.
  const isGivingBack = intents.value.some((one) => one.givesBack === wanted.id);
  const giveBack = async () => {
    busy(true);
    const refund = await giveBackByCard(intent);
    busy(false);
    if (refund.told.state === "approved") toast(t("{amount} went back to the card", { amount }));
    else toast(t("The terminal did not give it back. Try again."));
  };
  const seenTo = async () => {
    if ((await approve("card_settled", { amount_minor: wanted.amountMinor })) !== null) await drop(wanted.id);
  };
  return (
    <li class="row">
      <Icon name={isApproved ? "warn" : "clock"} />
      <span class="grow">
        <strong>{amount}</strong> {looseWords(intent)}
      </span>
      {isApproved && wanted.kind === "sale" && (
        <button type="button" class="button primary" onClick={() => void giveBack()} disabled={isBusy || isGivingBack}>
          {t("Give it back")}
        </button>
      )}
      <button type="button" class="button" onClick={() => void seenTo()} disabled={isBusy}>
        {t("Settled by hand")}
      </button>
    </li>
  );
}

function looseWords({ wanted, told }: Intent): string {
  if (told.state !== "approved") return t("nobody knows yet; the terminal is asked again and again");
  return wanted.kind === "sale"
    ? t("was taken from the card, but is on no receipt")
    : t("went back to the card, but is on no receipt");
}
