// What every page uses: requests, small elements, messages, dialogs, the theme, the keys.

/** Ask the server; a refusal throws an Error with the server's one line, and its status. */
export async function ask(method, path, body) {
  const options = { method, headers: {} };
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const answer = await reach(path, options);
  return answer.json();
}

/** The headers that prove a request to come from a page of this session. */
export const proof = () => {
  const token = document.querySelector("meta[name=csrf]")?.content;
  return token ? { "X-CSRF-Token": token } : {};
};

/** Fetch, where a refusal throws as `ask` says. */
export async function reach(path, options) {
  let answer;
  try {
    answer = await fetch(path, { ...options, headers: { ...options.headers, ...proof() } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw Object.assign(new Error("The server does not answer."), { status: 0 });
  }
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    const error = new Error(told.error ?? `The server answered ${answer.status}.`);
    throw Object.assign(error, { status: answer.status, told });
  }
  return answer;
}

/** An element with attributes and children; strings become text, never markup. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false && child !== ""));
  return element;
}

/** An icon of the sprite, beside words that say the same. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `/static/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** A button with words and perhaps an icon. */
export function button(words, onclick, { kind = "", sign = "", ...attributes } = {}) {
  return make("button", { type: "button", class: kind || null, onclick, ...attributes }, sign && icon(sign), words);
}

/** Say something at the foot of the page; screen readers read it out. */
export function tell(words, bad = false) {
  const line = make("p", bad ? { class: "bad" } : {}, words);
  document.getElementById("told").append(line);
  setTimeout(() => line.remove(), bad ? 12000 : 4000);
}

/** Server-sent events of an answer to a POST; `use` gets each. */
export async function events(answer, use) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const whole = (held + value).split("\n\n");
    held = whole.pop();
    for (const one of whole) use(JSON.parse(one.replace(/^data: /, "")));
  }
}

/** A dialog of a form; resolves to whether it was sent. `send` may refuse by throwing: then the
 * dialog stays with the words that were typed, and says why. */
function formDialog(title, inside, { send = () => {}, words = "Save", danger = false } = {}) {
  const wrong = make("p", { class: "notice bad", role: "alert", hidden: true });
  const form = make("form", { method: "dialog" }, make("h2", {}, title), ...inside, wrong, make("div", { class: "row" }, make("button", { value: "", formnovalidate: true }, "Cancel"), make("button", { value: "ok", class: danger ? "main danger" : "main" }, words)));
  const dialog = make("dialog", { "aria-label": title }, form);
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.value !== "ok") return;
    event.preventDefault();
    wrong.hidden = true;
    form.setAttribute("aria-busy", "true");
    try {
      await send();
      dialog.close("ok");
    } catch (error) {
      wrong.textContent = (error.told?.reasons ?? [error.message]).join("\n");
      wrong.hidden = false;
    }
    form.removeAttribute("aria-busy");
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(form.querySelector("[value=ok]"));
  });
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (document.activeElement === document.body) before?.focus?.();
      done(dialog.returnValue === "ok");
    });
  });
}

/** Ask the reviewer for words in a dialog; null when it is closed without any. */
export async function askFor(title, label, { value = "", note = "", hint = "", rows = 4, send } = {}) {
  const text = make("textarea", { rows, required: true, autofocus: true, placeholder: hint || null });
  text.value = value;
  const sent = await formDialog(title, [note && make("p", { class: "soft" }, note), make("label", { class: "field" }, label, text)].filter(Boolean), { send: () => send?.(text.value.trim()) });
  return sent ? text.value.trim() : null;
}

/** Ask whether to go on; `choices` are offered as [value, words]. Resolves to the choice, or null. */
export async function askWhether(title, note, words, { choices = [], label = "", danger = false } = {}) {
  const select = make("select", {}, ...choices.map(([value, told]) => make("option", { value }, told)));
  const inside = [make("p", {}, note), choices.length > 1 && make("label", { class: "field" }, label, select)].filter(Boolean);
  return (await formDialog(title, inside, { words, danger })) ? select.value || words : null;
}

document.getElementById("sign-out")?.addEventListener("click", async () => {
  const told = await ask("POST", "/logout").catch(() => null);
  location.href = told?.leads ?? "/login";
});

const help = document.getElementById("help");
document.getElementById("help-open").addEventListener("click", () => help.showModal());
document.getElementById("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("imr-theme", root.dataset.theme);
});

/** Whether keys of an event are text that is being typed. */
export const typing = (event) => Boolean(event.target.closest?.("input, textarea, select, [contenteditable]"));

let afterG = 0;
document.addEventListener("keydown", (event) => {
  if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const pages = { q: "/", g: "/guidelines", l: "/letters", e: "/evaluations" };
  if (document.querySelector('nav a[href="/accounts"]')) pages.a = "/accounts";
  if (Date.now() - afterG < 1200 && pages[event.key]) location.href = pages[event.key];
  else if (event.key === "g") afterG = Date.now();
  else if (event.key === "?") help.showModal();
  else if (event.key === "/") {
    const field = document.querySelector("[data-search]");
    field?.focus();
    field?.select();
    event.preventDefault();
  }
});
