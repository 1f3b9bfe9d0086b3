/** What is left on a gift card, as the server knows it. */

import { atShop } from "../server.ts";

export interface GiftCard {
  readonly currency: string;
  readonly left_minor: number;
}

/** Raises Unreachable, or Problem where the code is unknown, blocked, or was guessed at too often. */
export function askGiftCard(code: string): Promise<GiftCard> {
  return atShop<GiftCard>("POST", "gift-cards/balance", { code });
}
