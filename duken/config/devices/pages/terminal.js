const payments = document.querySelector("#payments");
const habit = document.querySelector("#habit");
const OUTCOMES = { approved: "Approve", declined: "Decline", timed_out: "Too late", uncertain: "Not known" };
const STATES = { waiting: "Waiting for the card", approved: "Approved", declined: "Declined", cancelled: "Cancelled", timed_out: "Too late", uncertain: "Not known" };
let shown = "";

habit.addEventListener("change", () => fetch("/habit", { method: "POST", body: habit.value }));
look();
setInterval(look, 500);

async function look() {
  const answer = await fetch("/payments").catch(() => null);
  const text = (await answer?.text()) ?? "";
  if (text === shown || !answer?.ok) return;
  shown = text;
  const told = JSON.parse(text);
  habit.value = told.habit;
  payments.replaceChildren(...told.payments.map(payment));
  if (told.payments.length === 0) payments.append(made("p", "soft", "No payment was asked for yet."));
}

function payment({ id, kind, amount, currency, till, state, reference, card }) {
  const sheet = made("article", "payment");
  const name = kind === "refund" ? "To the customer" : "To pay";
  sheet.append(made("span", "soft", `${name}, till ${till}`), made("strong", "", `${amount} ${currency}`));
  sheet.append(made("span", "", [STATES[state], reference, card].filter(Boolean).join(" · ")), made("code", "", id));
  if (state === "waiting" || state === "uncertain") sheet.append(choices(id, state));
  return sheet;
}

function choices(id, state) {
  const row = made("div", "choices");
  for (const [outcome, words] of Object.entries(OUTCOMES)) {
    if (outcome === state) continue;
    const button = made("button", outcome === "approved" ? "primary" : "", words);
    button.addEventListener("click", () => fetch(`/payments/${id}/outcome`, { method: "POST", body: outcome }).then(look));
    row.append(button);
  }
  return row;
}

function made(name, style, text = "") {
  const element = document.createElement(name);
  element.className = style;
  element.textContent = text;
  return element;
}
