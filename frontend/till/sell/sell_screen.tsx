/** One screen to sell: the basket with its total, and beside it whatever is needed now. */

import { useEffect } from "preact/hooks";
import { t } from "../../kit/words.ts";
import { CustomerPanel } from "../customer/customer_panel.tsx";
import { Basket } from "./basket.tsx";
import { CameraPanel } from "./camera_panel.tsx";
import { DiscountPanel } from "./discount_panel.tsx";
import { FindPanel } from "./find_panel.tsx";
import { HelpSheet, isHelpShown } from "./help_sheet.tsx";
import { LinePanel } from "./line_panel.tsx";
import { MorePanel } from "./more_panel.tsx";
import { readParked } from "./parked.ts";
import { ParkedPanel } from "./parked_panel.tsx";
import { side } from "./side.ts";
import { useSellKeys } from "./use_sell_keys.ts";
import { VouchersPanel } from "./vouchers_panel.tsx";
import "./sell.css";

export function SellScreen() {
  useSellKeys();
  useEffect(() => void readParked(), []);
  return (
    <div class="sell" data-side={side.value.isShown ? "shown" : "hidden"}>
      <h1 class="heard-only">{t("Sell")}</h1>
      <Basket />
      <div class="sell-side">
        <SidePanel />
      </div>
      {isHelpShown.value && <HelpSheet />}
    </div>
  );
}

function SidePanel() {
  const shown = side.value;
  switch (shown.what) {
    case "line":
      return <LinePanel key={shown.line} line={shown.line} />;
    case "discount":
      return <DiscountPanel key={shown.line} line={shown.line} />;
    case "customer":
      return <CustomerPanel />;
    case "vouchers":
      return <VouchersPanel />;
    case "parked":
      return <ParkedPanel />;
    case "more":
      return <MorePanel />;
    case "camera":
      return <CameraPanel />;
    default:
      return <FindPanel />;
  }
}
