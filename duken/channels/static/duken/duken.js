// What every page of Duken does by itself. All of it is comfort: each page works without it.

const on = (type, selector, act) =>
  document.addEventListener(type, (event) => {
    const found = event.target.closest?.(selector);
    if (found) act(found, event);
  });

// Stepper: the buttons beside a quantity. A change is announced, so htmx and forms hear it.
on("click", ".stepper [data-step]", (button) => {
  const input = button.closest(".stepper").querySelector("input");
  const before = input.value;
  Number(button.dataset.step) > 0 ? input.stepUp() : input.stepDown();
  if (input.value !== before) input.dispatchEvent(new Event("change", { bubbles: true }));
});

// Dialog: <button data-opens="id">, <button data-closes>, and a press beside the dialog.
on("click", "[data-opens]", (button) => document.getElementById(button.dataset.opens)?.showModal());
on("click", "[data-closes]", (button) => button.closest("dialog")?.close());
on("click", "dialog", (dialog, event) => event.target === dialog && dialog.close());

// Menu: closed by Escape, by pressing elsewhere, by leaving it.
const closeMenus = (except) =>
  document.querySelectorAll("details.menu[open]").forEach((menu) => menu !== except && (menu.open = false));
document.addEventListener("click", (event) => closeMenus(event.target.closest?.("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelector("details.menu[open] > summary")?.focus();
  closeMenus();
});

// A form is sent once: the second press of a double click is swallowed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog" || form.matches("[hx-post], [hx-get]") || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  form.querySelectorAll("button:not([name])").forEach((button) => button.setAttribute("aria-disabled", "true"));
});
// Back from the browser's memory: the form may be sent again.
addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  });
});

// A control that sends its form when changed; the button that does it without JavaScript is hidden.
document.documentElement.dataset.scripted = "yes";
on("change", "form[data-sends-itself] :is(select, input)", (control) => {
  if (!control.form.contains(control.closest("[hx-get], [hx-post]"))) control.form.requestSubmit();
});

// Enter in a field that has a button of its own presses that one: <input data-enter="id of the button">.
on("keydown", "[data-enter]", (field, event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  document.getElementById(field.dataset.enter).click();
});

// Toast: the server says HX-Trigger: {"toast": "Saved"} or {"toast": {"text": …, "kind": "bad", "link": [address, name]}}.
export function toast(said) {
  const { text, link, seconds = 6 } = typeof said === "string" ? { text: said } : said;
  const sheet = document.createElement("div");
  sheet.className = "toast";
  sheet.textContent = text;
  if (link) {
    const [href, textContent] = link;
    sheet.append(Object.assign(document.createElement("a"), { href, textContent }));
  }
  document.getElementById("toasts").append(sheet);
  setTimeout(() => sheet.remove(), seconds * 1000);
}
document.addEventListener("toast", (event) => toast(event.detail.value ?? event.detail));

// What is folded away on a phone lies open where there is room.
const wide = matchMedia("(min-width: 60rem)");
const unfold = () =>
  wide.matches && document.querySelectorAll("details[data-open-when-wide]").forEach((part) => (part.open = true));
unfold();
wide.addEventListener("change", unfold);
document.addEventListener("htmx:afterSettle", unfold);

// Copy: <button data-copies="text">.
on("click", "[data-copies]", async (button) => {
  await navigator.clipboard.writeText(button.dataset.copies);
  if (button.dataset.said) toast(button.dataset.said);
});

// Print: <button data-prints>.
on("click", "[data-prints]", () => print());
