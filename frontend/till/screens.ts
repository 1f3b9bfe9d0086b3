/** Which component draws which screen; each folder brings its own. */

import type { ComponentType } from "preact";
import { CustomerScreen } from "./customer/customer_screen.tsx";
import { EnrolScreen } from "./enrol/enrol_screen.tsx";
import { OrderScreen } from "./orders/order_screen.tsx";
import { OrdersScreen } from "./orders/orders_screen.tsx";
import { DoneScreen } from "./pay/done_screen.tsx";
import { PayScreen } from "./pay/pay_screen.tsx";
import { ReturnsScreen } from "./returns/returns_screen.tsx";
import { SellScreen } from "./sell/sell_screen.tsx";
import { SettingsScreen } from "./settings/settings_screen.tsx";
import { CloseScreen } from "./shift/close_screen.tsx";
import { ShiftScreen } from "./shift/shift_screen.tsx";
import { SignInScreen } from "./sign_in/sign_in_screen.tsx";
import type { ScreenName } from "./state.ts";
import { StockScreen } from "./stock/stock_screen.tsx";

// biome-ignore lint/suspicious/noExplicitAny: each screen says itself which facts it takes
export const screens: Partial<Record<ScreenName, ComponentType<any>>> = {
  enrol: EnrolScreen,
  signin: SignInScreen,
  settings: SettingsScreen,
  sell: SellScreen,
  pay: PayScreen,
  done: DoneScreen,
  shift: ShiftScreen,
  close: CloseScreen,
  customer: CustomerScreen,
  orders: OrdersScreen,
  order: OrderScreen,
  returns: ReturnsScreen,
  stock: StockScreen,
};
