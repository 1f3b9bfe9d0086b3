/** The seller and the words on paper, out of the settings and the language chosen now. */

import { minorDigits } from "../../kit/minor_digits.ts";
import { locale, t } from "../../kit/words.ts";
import type { Entry, Settings } from "../protocol.ts";
import { linkOf } from "./link.ts";
import type { Saying } from "./paper.ts";
import type { Seller } from "./receipt_of.ts";
import type { Reported } from "./report_paper.ts";

export function sellerOf({ store, receipt, cashiers }: Settings, entry: Entry): Seller {
  return {
    name: store.name,
    address: store.address,
    entity: store.entity,
    taxNumber: store.tax_number,
    header: receipt.header,
    footer: receipt.footer,
    cashier: cashiers.find((one) => one.id === entry.cashier)?.name ?? "",
    link: linkOf(entry, receipt.address),
  };
}

export function reportedBy({ store, till }: Settings, cashier: string, openedAt: string, at: string): Reported {
  return { shop: store.name, till: till.name, cashier, openedAt, at };
}

export function sayingOf({ currency, store }: Settings): Saying {
  const digits = minorDigits(currency);
  const format = new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const when = new Intl.DateTimeFormat(locale(), {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: store.timezone,
  });
  return {
    t,
    amount: (minor) => format.format(minor / 10 ** digits + 0), // no "-0.00"
    moment: (at) => when.format(new Date(at)),
  };
}
