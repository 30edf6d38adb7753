// The accounts: list, add, role, close and open, new password, end sessions.
import { ask, button, make, tell, typing } from "./common.js";

const table = document.getElementById("accounts");
const body = table.tBodies[0];
const form = document.getElementById("add");
const roles = ["reviewer", "quality editor", "administrator"];

/** Do something to an account and show the list as it is then; the focus stays where it was. */
async function change(path, content, words) {
  const held = document.activeElement?.dataset?.does;
  try {
    await ask("POST", `/api/accounts${path}`, content);
    tell(words);
  } catch (error) {
    tell(error.message, true);
  }
  await show();
  if (held) body.querySelector(`[data-does="${CSS.escape(held)}"]`)?.focus();
}

/** Ask for a password twice over: once hidden, and shown on demand. */
function askForPassword(name) {
  const field = make("input", {
    type: "password", required: true, minlength: table.dataset.shortest, maxlength: table.dataset.longest, autocomplete: "new-password",
  });
  const shown = make("input", { type: "checkbox", onchange: () => (field.type = shown.checked ? "text" : "password") });
  const save = make("button", { value: "ok", class: "main" }, "Save");
  const dialog = make(
    "dialog",
    { "aria-labelledby": "password-title" },
    make(
      "form",
      { method: "dialog" },
      make("h2", { id: "password-title" }, `New password for ${name}`),
      make("label", { class: "field" }, `Password, ${table.dataset.shortest} characters at least`, field),
      make("label", {}, shown, "Show it"),
      make("div", { class: "row" }, make("button", { value: "", formnovalidate: true }, "Cancel"), save),
    ),
  );
  // Enter in the field would press Cancel, which stands first
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    save.click();
  });
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      done(dialog.returnValue === "ok" ? field.value : null);
    });
  });
}

function row(one) {
  const { name } = one;
  const own = name === table.dataset.user;
  const role = make(
    "select",
    { "aria-label": `Role of ${name}`, "data-does": `role ${name}`, disabled: own, onchange: () => change("/role", { name, role: role.value }, `${name} is ${role.value} now.`) },
    roles.map((word) => make("option", { selected: word === one.role }, word)),
  );
  const act = (does, words, onclick, more = {}) =>
    button(words, onclick, { kind: "small", "data-does": `${does} ${name}`, "aria-label": `${words}: ${name}`, ...more });
  const renew = async () => {
    const password = await askForPassword(name);
    if (password !== null) await change("/password", { name, password }, `${name} has a new password.`);
    else body.querySelector(`[data-does="${CSS.escape(`password ${name}`)}"]`)?.focus();
  };
  const acts = [
    !one.vouched && form && act("password", "New password", renew),
    act("sessions", "End sessions", () => change("/sessions", { name }, `The sessions of ${name} have ended.`), { disabled: !one.open }),
    one.disabled
      ? act("close", "Enable", () => change("/enable", { name }, `${name} may sign in again.`))
      : act("close", "Disable", () => change("/disable", { name }, `${name} may not sign in any more.`), { disabled: own, kind: "small danger" }),
  ];
  const state = one.disabled ? ["pill bad", "disabled"] : one.vouched ? ["pill note", "by provider"] : ["pill good", "enabled"];
  return make(
    "tr",
    { class: one.disabled ? "closed" : null },
    make("th", { scope: "row" }, name, own && make("span", { class: "fine" }, " (you)")),
    make("td", {}, role),
    make("td", {}, make("span", { class: state[0] }, state[1])),
    make("td", { class: "number" }, String(one.open)),
    make("td", {}, make("div", { class: "row" }, acts)),
  );
}

async function show() {
  const found = await ask("GET", "/api/accounts").catch((error) => tell(error.message, true));
  if (found) body.replaceChildren(...found.map(row));
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const content = Object.fromEntries(new FormData(form));
  try {
    await ask("POST", "/api/accounts", content);
    form.reset();
    tell(`${content.name} may sign in now.`);
  } catch (error) {
    tell(error.message, true);
  }
  await show();
  form.elements.name.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "n" || typing(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  form?.elements.name.focus();
});
show();
