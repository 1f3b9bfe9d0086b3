/** The receipt on the screen, with a QR of where it is read, or of its number: for the customer's own camera. */

import type { Entry } from "../protocol.ts";
import { QrView } from "../qr/qr_view.tsx";
import { PaperView } from "../receipt/paper_view.tsx";
import { receiptOf } from "../receipt/receipt_of.ts";
import { sayingOf, sellerOf } from "../receipt/speak.ts";
import { settings } from "../state.ts";

export function ReceiptSheet({ entry }: { entry: Entry<"sold"> }) {
  const known = settings.value!;
  const seller = sellerOf(known, entry);
  return (
    <div class="receipt-sheet">
      {seller.link === "" && entry.body.number !== "" && <QrView text={entry.body.number} />}
      <PaperView paper={receiptOf(entry, seller, sayingOf(known))} />
    </div>
  );
}
