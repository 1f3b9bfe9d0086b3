/** The sale is written down: the change, big; paper in whatever way the customer wants it; the next scan begins anew. */

import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../kit/ui/icon.tsx";
import { Sheet } from "../../kit/ui/sheet.tsx";
import { useFocus } from "../../kit/ui/use_focus.ts";
import { money, t } from "../../kit/words.ts";
import { hasPrinter, print } from "../printer/printer.ts";
import { PrinterNotice } from "../printer/printer_notice.tsx";
import type { Collected, Entry, Sold } from "../protocol.ts";
import { copyOf, giftReceiptOf } from "../receipt/receipt_of.ts";
import { sayingOf, sellerOf } from "../receipt/speak.ts";
import { go, isTraining, sale, settings } from "../state.ts";
import { EmailForm } from "./email_form.tsx";
import { printReceipt } from "./paying.ts";
import { ReceiptSheet } from "./receipt_sheet.tsx";
import "./pay.css";

type Shown = "" | "email" | "receipt";

export function DoneScreen({ entry }: { entry: Entry<"sold"> | Entry<"collected"> }) {
  const [shown, show] = useState<Shown>("");
  const next = useFocus<HTMLButtonElement>();
  useEffect(() => {
    const enter = (event: KeyboardEvent) => {
      const isBusy = event.target instanceof Element && event.target.closest("button, input, dialog");
      if (event.code === "Enter" && !isBusy) go("sell");
    };
    addEventListener("keydown", enter);
    return () => removeEventListener("keydown", enter);
  }, []);
  // What is scanned now is the next customer's.
  useEffect(() => {
    if (sale.value.lines.length > 0) go("sell");
  }, [sale.value]);
  return (
    <section class="done" aria-labelledby="done">
      <Icon name="good" large />
      <Outcome body={entry.body} />
      {isTraining.value && <p class="soft">{t("This was practice: nothing was written down.")}</p>}
      <PrinterNotice />
      <button type="button" class="button primary large done-next" onClick={() => go("sell")} ref={next}>
        {t("Next customer")}
      </button>
      {entry.kind === "sold" && !isTraining.value && <Papers entry={entry as Entry<"sold">} show={show} />}
      {shown === "email" && (
        <Sheet title={t("Receipt by e-mail")} close={() => show("")}>
          <EmailForm number={(entry.body as Sold).number} close={() => show("")} />
        </Sheet>
      )}
      {shown === "receipt" && (
        <Sheet title={t("Receipt")} close={() => show("")}>
          <ReceiptSheet entry={entry as Entry<"sold">} />
        </Sheet>
      )}
    </section>
  );
}

function Outcome({ body }: { body: Sold | Collected }) {
  const { change_minor: change, given_minor: given, currency, tenders } = body;
  const paid = tenders.reduce((all, one) => all + one.amount_minor, 0);
  if (change > 0) {
    return (
      <>
        <h1 id="done" class="done-words">
          {given > 0 ? t("Change") : t("Cash to the customer")}
        </h1>
        <p class="done-sum" data-testid="change">
          {money(change, currency)}
        </p>
        {given > 0 && (
          <p class="soft">
            {t("{paid} paid, {given} given", { paid: money(paid, currency), given: money(given, currency) })}
          </p>
        )}
      </>
    );
  }
  return (
    <>
      <h1 id="done" class="done-words">
        {paid < 0 ? t("Given back") : t("Paid")}
      </h1>
      <p class="done-sum">{money(Math.abs(paid), currency)}</p>
    </>
  );
}

function Papers({ entry, show }: { entry: Entry<"sold">; show: (shown: Shown) => void }) {
  const known = settings.value!;
  const seller = sellerOf(known, entry);
  // Where a printer prints by itself, what is asked for here is a copy.
  const [isPrinted, printed] = useState(hasPrinter() && !isTraining.value);
  const printOne = () => {
    if (isPrinted) print(copyOf(entry, seller, sayingOf(known)));
    else printReceipt(entry);
    printed(true);
  };
  return (
    <div class="done-papers">
      <button type="button" class="button" onClick={printOne}>
        <Icon name="print" /> {t("Print")}
      </button>
      <button type="button" class="button" onClick={() => show("email")}>
        <Icon name="letter" /> {t("E-mail")}
      </button>
      <button type="button" class="button" onClick={() => show("receipt")}>
        <Icon name="eye" /> {t("Show")}
      </button>
      {entry.body.lines.length > 0 && (
        <button type="button" class="button" onClick={() => print(giftReceiptOf(entry, seller, sayingOf(known)))}>
          <Icon name="heart" /> {t("Gift receipt")}
        </button>
      )}
    </div>
  );
}
