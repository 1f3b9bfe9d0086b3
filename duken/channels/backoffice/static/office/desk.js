// The desk by keyboard: suggestions, numbers for people, keys that work under every layout. Every form works without it.
const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const article = find("#article");
const shown = find("#article-found");

// Suggestions: arrows choose, Enter puts in what is chosen by hand; else what was typed decides.
const options = () => all('[role="option"]', shown ?? document.createElement("i"));
let chosen = null;
function choose(option) {
  chosen = option ?? null;
  options().forEach((one) => one.setAttribute("aria-selected", String(one === chosen)));
  article?.setAttribute("aria-activedescendant", chosen?.id ?? "");
}
function close() {
  if (!shown) return;
  shown.innerHTML = "";
  choose(null);
  article.setAttribute("aria-expanded", "false");
}
function put(option) {
  article.value = option.dataset.article;
  article.form.requestSubmit();
}
article?.addEventListener("keydown", (event) => {
  const known = options();
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && known.length) {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    choose(known[(known.indexOf(chosen) + step + known.length) % known.length]);
  } else if (event.key === "Escape") {
    close();
  } else if (event.key === "Enter" && !event.ctrlKey && chosen) {
    event.preventDefault();
    put(chosen);
  }
});
shown?.addEventListener("click", (event) => {
  const option = event.target.closest("[data-article]");
  if (option) put(option);
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target !== shown) return;
  choose(null);
  article.setAttribute("aria-expanded", String(options().length > 0));
});
document.addEventListener("htmx:beforeSwap", (event) => {
  // An answer to what is not asked any more: the field was sent meanwhile.
  if (event.detail.target === shown && !article.value.trim()) event.detail.shouldSwap = false;
});
article?.form.addEventListener("submit", () => setTimeout(close));
document.addEventListener("htmx:afterRequest", (event) => {
  if (!article || event.target !== article.form) return;
  close();
  if (event.detail.successful) article.value = "";
  else article.select();
  article.focus();
});

// What was typed when somebody else changed the basket stays where it was typed.
let typing = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const input = document.activeElement;
  if (event.detail.target?.id !== "desk-live" || !input?.name || !event.detail.target.contains(input)) return;
  typing = { name: input.name, variant: input.form?.elements.variant?.value };
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "desk-live" || !typing) return;
  const again = all(`#desk-live [name="${typing.name}"]`).find((one) => one.form?.elements.variant?.value === typing.variant);
  again?.focus();
  typing = null;
});

// What a gift card and credit leave to pay follows the sum; a scanner ends a code with Enter, which places no order.
const askWhatIsLeft = () => window.htmx?.trigger("#desk-left", "left");
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "desk-live" && (find("#gift-card")?.value || find("[name=credit]:checked"))) askWhatIsLeft();
});
find("#gift-card")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey) return;
  event.preventDefault();
  askWhatIsLeft();
});

// Time that runs out.
setInterval(() => {
  all("time[data-until]").forEach((time) => {
    const seconds = Math.max(0, Math.round((Date.parse(time.dataset.until) - Date.now()) / 1000));
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds || time.dataset.over) return;
    time.dataset.over = "yes";
    window.htmx?.trigger("#desk-live", "over");
  });
}, 1000);

// An order is placed with the sums that are shown: what is on its way is waited for.
const busy = () => find("#desk-live.htmx-request, #desk-put.htmx-request, #desk-way.htmx-request");
// Each answer brings the button anew, and takes it away where somebody else was faster.
function place() {
  const button = () => find("[data-desk-places]");
  if (!button()) return;
  if (article?.value.trim()) article.form.requestSubmit();
  const wait = () => (busy() ? setTimeout(wait, 40) : button()?.form.requestSubmit(button()));
  setTimeout(wait, 20);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); return place(); }
  if (event.altKey && !event.ctrlKey) {
    const acts = {
      KeyN: () => find("[data-desk-next]")?.click(),
      KeyA: () => article?.focus(),
      KeyK: () => find("[data-desk-keeps]")?.click(),
      KeyL: () => find("#to")?.focus(),
      KeyW: () => find('input[name="method"]:checked')?.focus(),
    };
    if (acts[event.code]) { event.preventDefault(); acts[event.code](); }
    return;
  }
  const typed = document.activeElement?.matches("input, textarea, select") && document.activeElement.id !== "who";
  const people = all("[data-key]");
  if (!people.length || typed || event.ctrlKey) return;
  const who = find("#who");
  const changed = who && who.value !== who.defaultValue;
  if (/^[1-9]$/.test(event.key) && !changed && document.activeElement !== who) people[Number(event.key) - 1]?.click();
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const at = people.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    people[(at + people.length) % people.length].focus();
  }
});
