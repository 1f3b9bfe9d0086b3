/** Whether a receipt is of the basket on the screen: a refund, or a payment the app found again, may stand beside another. Pure. */

interface Goods {
  readonly lines: readonly { readonly id: string }[];
  readonly returned: readonly {
    readonly order_line: string | null;
    readonly variant: string;
    readonly quantity: number;
    readonly amount_minor: number;
  }[];
}

export function isOfSale(receipt: Goods, sale: Goods): boolean {
  return namesOf(receipt) === namesOf(sale);
}

function namesOf({ lines, returned }: Goods): string {
  const back = returned.map((line) => [line.order_line, line.variant, line.quantity, line.amount_minor].join(" "));
  return [...lines.map((line) => line.id), ...back].sort().join();
}
