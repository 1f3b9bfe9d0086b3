const papers = document.querySelector("#papers");
const trouble = document.querySelector("#trouble");
let shown = "";

trouble.addEventListener("change", () => fetch("/trouble", { method: "POST", body: trouble.value }));
look();
setInterval(look, 1000);

async function look() {
  const answer = await fetch("/papers").catch(() => null);
  const text = (await answer?.text()) ?? "";
  if (text === shown || !answer?.ok) return;
  shown = text;
  const told = JSON.parse(text);
  trouble.value = told.trouble;
  document.querySelector("#drawer").textContent = `The drawer was opened ${told.opened} times.`;
  papers.replaceChildren(...told.papers.map(paper));
  if (told.papers.length === 0) papers.append(made("p", "soft", "Nothing has been printed yet."));
}

function paper({ at, parts }) {
  const sheet = made("article", "paper");
  sheet.append(made("time", "", new Date(at).toLocaleTimeString()), ...parts.map(part));
  return sheet;
}

function part({ kind, text, source, bold, large }) {
  if (kind === "letters") return made("pre", `${bold ? "bold" : ""} ${large ? "large" : ""}`, text || " ");
  if (kind === "kicked") return made("p", "note", "The drawer opened.");
  if (kind === "unreadable") return made("p", "note", `Not understood: ${text}`);
  const image = made("img", kind);
  image.src = source;
  image.alt = text ?? "Letters drawn as a picture";
  return image;
}

function made(name, style, text = "") {
  const element = document.createElement(name);
  element.className = style;
  element.textContent = text;
  return element;
}
