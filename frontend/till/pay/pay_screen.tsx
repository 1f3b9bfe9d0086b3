/** Taking money: what is due on the left, the ways to pay on the right. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../kit/words.ts";
import { PrinterNotice } from "../printer/printer_notice.tsx";
import { refuseScans } from "../scan/refuse_scan.ts";
import { OpenShiftForm } from "../shift/open_shift.tsx";
import { go, shift } from "../state.ts";
import { interrupted } from "../terminal/payments.ts";
import { AtTerminal } from "./at_terminal.tsx";
import { BackPanel } from "./back_panel.tsx";
import { type Checkout, isPaid, isTouched, leftOf } from "./checkout.ts";
import { Due } from "./due.tsx";
import { GiftCardPanel } from "./gift_card_panel.tsx";
import { HandCardPanel } from "./hand_card_panel.tsx";
import { atTerminal, beginPaying, checkout, finish, leave, resumeCard } from "./paying.ts";
import { TakePanel } from "./take_panel.tsx";
import "./pay.css";

/** What stands on the right while money is still to be taken. */
export type Panel = "ways" | "gift_card" | "hand_card";

export function PayScreen({ checkout: given }: { checkout?: Checkout }) {
  useEffect(() => {
    const stopped = interrupted.value;
    if (checkout.value && isTouched(checkout.value)) return;
    if (stopped) void resumeCard(stopped);
    else beginPaying(given);
  }, []);
  const paying = checkout.value;
  if (!shift.value) return <OpenShiftForm why={t("Open the shift before you take money.")} />;
  if (!paying) return <NothingToPay />;
  return (
    <section class="pay" aria-labelledby="due">
      <Due paying={paying} />
      <div class="pay-side">
        <PrinterNotice />
        <Side paying={paying} />
      </div>
    </section>
  );
}

function Side({ paying }: { paying: Checkout }) {
  const [panel, show] = useState<Panel>("ways");
  const ways = () => show("ways");
  const isTaken = isTouched(paying) || atTerminal.value !== null;
  const isCardScanned = panel === "gift_card" && !atTerminal.value && !isPaid(paying);
  refuseScans(
    isTaken && !isCardScanned ? t("Money was taken already: finish this receipt, then scan the next one.") : "",
  );
  if (atTerminal.value) return <AtTerminal intent={atTerminal.value} />;
  if (isPaid(paying)) return <Settled />;
  if (panel === "gift_card") return <GiftCardPanel paying={paying} close={ways} />;
  if (panel === "hand_card") return <HandCardPanel paying={paying} close={ways} />;
  if (leftOf(paying) < 0) return <BackPanel paying={paying} show={show} />;
  return <TakePanel paying={paying} show={show} />;
}

/** Nothing is left: an even exchange, or less than half a coin. */
function Settled() {
  return (
    <div class="pay-panel">
      <p>{t("Nothing is to be paid.")}</p>
      <button type="button" class="button primary large wide" onClick={() => void finish()}>
        {t("Finish")}
      </button>
      <button type="button" class="button wide" onClick={leave}>
        {t("Back to the basket")}
      </button>
    </div>
  );
}

function NothingToPay() {
  return (
    <section class="empty">
      <h1>{t("The basket is empty")}</h1>
      <button type="button" class="button primary" onClick={() => go("sell")}>
        {t("Back to selling")}
      </button>
    </section>
  );
}
