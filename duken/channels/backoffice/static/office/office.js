// The office by keyboard: palette, rows, choosing, filters. Every page works without it.
// (duken.js is on the page already; importing it by another address would run it twice.)
const toast = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: { value: text } }));

const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const isTyping = (target) => target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

// Palette -----------------------------------------------------------------------------------------
const palette = find("#palette");
const paletteQuery = find("#palette-query");

function openPalette() {
  if (!palette) return;
  if (!palette.open) palette.showModal();
  paletteQuery.select();
  paletteQuery.dispatchEvent(new Event("load-palette"));
}
document.addEventListener("click", (event) => event.target.closest?.('[data-opens="palette"]') && openPalette());

const options = () => all('[role="option"]', palette);
function chooseOption(option) {
  options().forEach((one) => one.setAttribute("aria-selected", String(one === option)));
  paletteQuery.setAttribute("aria-activedescendant", option?.id ?? "");
  option?.scrollIntoView({ block: "nearest" });
}
const chosenOption = () => find('[role="option"][aria-selected="true"]', palette);
document.addEventListener("htmx:afterSwap", (event) => event.target.id === "palette-found" && chooseOption(options()[0]));

palette?.addEventListener("keydown", (event) => {
  const known = options();
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!known.length) return;
    const step = event.key === "ArrowDown" ? 1 : -1;
    chooseOption(known[(known.indexOf(chosenOption()) + step + known.length) % known.length]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    waitForOptions().then(() => chosenOption() && location.assign(chosenOption().href));
  }
});
find(".palette-form")?.addEventListener("submit", (event) => event.preventDefault());

// Enter pressed before the answer came: go where the answer says.
let asking = null;
paletteQuery?.addEventListener("input", () => {
  asking = new Promise((answered) => {
    const timer = setTimeout(answered, 1500);
    document.addEventListener("htmx:afterSettle", function once(event) {
      if (event.target.id !== "palette-found") return;
      document.removeEventListener("htmx:afterSettle", once);
      clearTimeout(timer);
      asking = null;
      answered();
    });
  });
});
const waitForOptions = () => asking ?? Promise.resolve();

// Rows --------------------------------------------------------------------------------------------
const rows = () => all("[data-rows] tbody tr[data-opens-page], [data-rows] tbody tr[data-row]");
const present = () => find("[data-rows] tbody tr.present");

function moveTo(row) {
  if (!row) return;
  present()?.classList.remove("present");
  row.classList.add("present");
  row.scrollIntoView({ block: "nearest" });
  (find("td a[href]", row) ?? find("input, button", row))?.focus({ preventScroll: true });
}
function step(by) {
  const known = rows();
  const now = known.indexOf(present());
  moveTo(known[now < 0 ? (by > 0 ? 0 : known.length - 1) : Math.min(known.length - 1, Math.max(0, now + by))]);
}
document.addEventListener("click", (event) => {
  const row = event.target.closest?.("tr[data-opens-page]");
  if (!row || event.target.closest("a, button, input, label, summary") || String(getSelection())) return;
  const open = event.ctrlKey || event.metaKey;
  open ? window.open(row.dataset.opensPage) : location.assign(row.dataset.opensPage);
});

// Choosing rows -----------------------------------------------------------------------------------
const choosers = () => all('input[name="chosen"][form="chosen-rows"]');
function tellChosen() {
  const bar = find("#chosen-rows");
  if (!bar) return;
  const count = choosers().filter((box) => box.checked).length;
  bar.hidden = count === 0;
  find(".chosen-count", bar).textContent = count;
  const whole = find("[data-chooses-all]");
  if (whole) { whole.checked = count > 0 && count === choosers().length; whole.indeterminate = count > 0 && !whole.checked; }
}
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-chooses-all]")) choosers().forEach((box) => (box.checked = event.target.checked));
  if (event.target.matches('[data-chooses-all], input[name="chosen"]')) tellChosen();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-chooses-none]")) return;
  choosers().forEach((box) => (box.checked = false));
  tellChosen();
});

// Asks before something that is hard to take back.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-asks]");
  if (button && !confirm(button.dataset.asks)) { event.preventDefault(); event.stopPropagation(); }
}, true);

// Filters -----------------------------------------------------------------------------------------
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-span]");
  if (!button) return;
  const form = button.form ?? button.closest("form");
  form.elements[`${button.dataset.span}_from`].value = button.dataset.from;
  form.elements[`${button.dataset.span}_to`].value = button.dataset.to;
  button.closest("details").open = false;
  form.dispatchEvent(new Event("chosen"));
});
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.id !== "filters") return;
  const { formData } = event.detail;
  for (const name of new Set(formData.keys())) {
    const kept = formData.getAll(name).filter((value) => value !== "");
    formData.delete(name);
    kept.forEach((value) => formData.append(name, value));
  }
  if (![...formData.keys()].some((name) => name !== "sort")) formData.append("view", "all");
});
// Forms that go on from the list as it is shown now.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const query = find("#list")?.dataset.query;
  all(".takes-query", form).forEach((input) => query !== undefined && (input.value = query));
  if (form.matches(".takes-filters")) {
    all("[data-copied]", form).forEach((input) => input.remove());
    for (const [name, value] of new URLSearchParams(query)) {
      const input = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      input.dataset.copied = "yes";
      form.append(input);
    }
  }
  if ("mayRepeat" in form.dataset) setTimeout(() => delete form.dataset.sent, 800);
}, true);

// Table editor: a scanned or found article becomes a row; scanned again, one more of it --------------
document.addEventListener("htmx:beforeSwap", (event) => {
  const target = event.detail.target;
  if (!target.matches?.("[data-editor-rows]")) return;
  const found = new DOMParser().parseFromString(`<table><tbody>${event.detail.serverResponse}</tbody></table>`, "text/html");
  const fresh = find("tr[data-variant]", found);
  const known = fresh && find(`tr[data-variant="${fresh.dataset.variant}"]`, target);
  if (!known) return;
  event.detail.shouldSwap = false;
  const quantity = find("input[data-quantity]", known);
  quantity.value = Number(quantity.value || 0) + Number(find("input[data-quantity]", fresh).value || 1);
  known.classList.add("touched");
  setTimeout(() => known.classList.remove("touched"), 900);
});
document.addEventListener("click", (event) => event.target.closest?.("[data-removes-row]")?.closest("tr").remove());
document.addEventListener("htmx:afterRequest", (event) => {
  const scan = event.target.closest?.("[data-scan]");
  if (!scan || !event.detail.successful) return;
  const input = find("input", scan) ?? scan;
  input.value = "";
  input.focus();
});
// A row added by hand from a template: <button data-adds-row="id of the template">.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-adds-row]");
  if (!button) return;
  const sheet = find(`#${button.dataset.addsRow}`);
  const body = find(`#${button.dataset.into}`);
  const row = sheet.content.firstElementChild.cloneNode(true);
  const number = `n${Date.now().toString(36)}${body.children.length}`;
  all("[name]", row).forEach((input) => (input.name = input.name.replace("ROW", number)));
  all('input[value="ROW"]', row).forEach((input) => (input.value = number));
  body.append(row);
  window.htmx?.process(row);
  find("input, select", row)?.focus();
});

// Upload with progress: <form data-uploads> sends its files one by one and then shows the page anew -----
document.addEventListener("change", async (event) => {
  const input = event.target.closest?.("form[data-uploads] input[type=file]");
  if (!input?.files.length) return;
  const form = input.form;
  const bar = find("progress", form);
  bar.hidden = false;
  bar.max = input.files.length * 100;
  let whole = 0;
  for (const file of input.files) {
    await new Promise((done) => {
      const request = new XMLHttpRequest();
      const body = new FormData(form);
      body.delete(input.name);
      body.append(input.name, file);
      request.open("POST", form.action);
      request.setRequestHeader("HX-Request", "true");
      request.upload.onprogress = (sent) => (bar.value = whole + (sent.loaded / sent.total) * 100);
      request.onloadend = () => {
        whole += 100;
        bar.value = whole;
        if (request.status >= 400) {
          const said = request.getResponseHeader("HX-Trigger");
          toast(said ? JSON.parse(said).toast : `${file.name}: ${request.status}`);
        }
        done();
      };
      request.send(body);
    });
  }
  location.reload();
});
// Reorder by buttons or by dragging: <ul data-reorders> of <li draggable>; the hidden inputs are the order.
let dragged = null;
document.addEventListener("dragstart", (event) => (dragged = event.target.closest?.("[data-reorders] > li") ?? null));
document.addEventListener("dragover", (event) => {
  const over = event.target.closest?.("[data-reorders] > li");
  if (!dragged || !over || over === dragged || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  const isAfter = dragged.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING;
  isAfter ? over.after(dragged) : over.before(dragged);
});
document.addEventListener("dragend", () => { dragged?.closest("form")?.classList.add("changed"); dragged = null; });
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-moves]");
  if (!button) return;
  const item = button.closest("li");
  if (button.dataset.moves === "back") item.previousElementSibling?.before(item);
  else item.nextElementSibling?.after(item);
  button.focus();
});

// Keys: by place on the keyboard, so that they work under every layout --------------------------------
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") { event.preventDefault(); return openPalette(); }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || find("dialog[open]")) return;
  if (event.key === "?" || (event.shiftKey && event.code === "Slash")) { find("#keys")?.showModal(); return event.preventDefault(); }
  if (event.shiftKey) return;
  const named = find(`[data-key="${event.code}"]`);  // a page's own key for its own button
  if (named) { event.preventDefault(); return named.click(); }
  const acts = {
    KeyJ: () => step(1),
    KeyK: () => step(-1),
    KeyX: () => { const box = present() && find('input[name="chosen"]', present()); if (box) { box.checked = !box.checked; tellChosen(); } },
    KeyN: () => find('a[rel="next"]')?.click(),
    KeyP: () => find('a[rel="prev"]')?.click(),
    Slash: () => (find("#list-search, [data-scan] input") ?? paletteQuery)?.focus(),
  };
  if (event.code === "Enter" && present() && !event.target.closest("a, button, input")) return location.assign(present().dataset.opensPage);
  if (!acts[event.code]) return;
  event.preventDefault();
  acts[event.code]();
});
tellChosen();
find(".office-nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

// The tab of a view lights up when the filters are what it says.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "list") return;
  tellChosen();
  const sorted = (text) => new URLSearchParams([...new URLSearchParams(text)].filter(([name, value]) => value && !["view", "sort"].includes(name)).sort()).toString();
  const now = sorted(find("#list").dataset.query);
  all(".view-tabs a").forEach((tab) => {
    sorted(tab.search) === now ? tab.setAttribute("aria-current", "page") : tab.removeAttribute("aria-current");
  });
});
