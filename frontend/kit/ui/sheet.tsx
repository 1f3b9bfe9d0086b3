/** A sheet over the screen: the browser's own dialog, so Escape closes it and focus stays inside. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../words.ts";
import { Icon } from "./icon.tsx";

export function Sheet({ title, close, children }: { title: string; close: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog class="dialog sheet" ref={dialog} onCancel={close} aria-label={title}>
      <div class="row between unbroken sheet-head">
        <h2>{title}</h2>
        <button type="button" class="button quiet" onClick={close}>
          <Icon name="cross" label={t("Close")} />
        </button>
      </div>
      <div class="sheet-body">{children}</div>
    </dialog>
  );
}
