/** Listens to the scanner everywhere: on every screen, whatever has the focus, under any keyboard layout. */

import { characterOf, isModifier } from "./keys.ts";
import { scans } from "./scans.ts";
import { type Timing, USUAL, Wedge } from "./wedge.ts";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A field as it was before the scan was typed into it. */
interface Before {
  readonly field: Field;
  readonly value: string;
}

/** Keys that were held and are pressed now; they are not listened to again. */
const released = new WeakSet<Event>();

/** Puts every scan into `scans`; answers how to stop. */
export function listen(window: Window, timing: Timing = USUAL): () => void {
  const wedge = new Wedge<KeyboardEvent>(timing);
  let before: Before | null = null;
  /** Before the burst that passed last for something a person typed. */
  let earlier: Before | null = null;
  let timer = 0;

  function settle(): void {
    window.clearTimeout(timer);
    const settled = wedge.settle();
    if (settled.scan !== null) finish(settled.scan);
    else {
      for (const key of settled.held) release(key);
      if (settled.isBeginning) earlier = before;
    }
    before = null;
  }

  function finish(text: string, isJoined = false): void {
    window.clearTimeout(timer);
    const was = isJoined && earlier ? earlier : before;
    if (was) putBack(was);
    before = null;
    earlier = null;
    scans.put(text);
  }

  function down(event: KeyboardEvent): void {
    if (released.has(event) || event.isComposing) return;
    if (event.repeat || wedge.isOver(event.timeStamp)) settle();
    if (event.repeat || isModifier(event)) return;
    const field = fieldOf(window.document.activeElement);
    const wasIdle = wedge.isIdle;
    const pressed = wedge.press(event, event.timeStamp, { inField: field !== null });
    if (wasIdle && !wedge.isIdle) before = field && { field, value: field.value };
    if (pressed.do !== "pass") {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (pressed.do === "scan") finish(pressed.text, pressed.isJoined);
    else if (pressed.do === "pass" && !characterOf(event)) settle();
    else wait();
  }

  function wait(): void {
    window.clearTimeout(timer);
    if (!wedge.isIdle) timer = window.setTimeout(settle, wedge.patienceMs);
  }

  window.addEventListener("keydown", down, { capture: true });
  return () => {
    window.clearTimeout(timer);
    window.removeEventListener("keydown", down, { capture: true });
  };
}

/** Kinds of input that one types into. */
const TYPED = new Set(["text", "search", "tel", "url", "email", "password", "number", "date", "time"]);

function fieldOf(element: Element | null): Field | null {
  if (element instanceof HTMLInputElement) return TYPED.has(element.type) ? element : null;
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement ? element : null;
}

function putBack({ field, value }: Before): void {
  if (field.value === value) return;
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A person pressed it after all: whoever listens to keys hears it now. */
function release(key: KeyboardEvent): void {
  const { code, shiftKey, ctrlKey, altKey, metaKey } = key;
  const again = new KeyboardEvent("keydown", {
    key: key.key,
    code,
    shiftKey,
    ctrlKey,
    altKey,
    metaKey,
    bubbles: true,
    cancelable: true,
    composed: true,
  });
  released.add(again);
  const target = key.target instanceof Node && key.target.isConnected ? key.target : document.body;
  target.dispatchEvent(again);
}
