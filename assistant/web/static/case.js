import { ask, make, tell } from "./common.js";
import { Editor } from "./editor.js";
import { findingView } from "./finding.js";
import { panes } from "./panes.js";
import { RecordPane } from "./record.js";

const CHECK_AFTER = 150;
const SAVE_AFTER = 800;
const OUTCOMES = { upheld: "Upheld", overturned: "Overturned", partially_overturned: "Partially overturned" };

const bench = document.getElementById("bench");
const key = bench.dataset.key;
const path = `/api/cases/${encodeURIComponent(key)}`;
const records = new RecordPane(key);
const editor = new Editor(document.getElementById("sections"), { changed: typed, foot: criteriaOf });
let now = null; // the case as the server last told it
let checks = 0;
let checkTimer = 0;
let saveTimer = 0;
let saving = null;
let unsaved = false;
let current = -1;

panes(bench);
start();

async function start() {
  await records.load().catch((error) => tell(error.message, true));
  await refresh();
}

async function refresh(told) {
  try {
    take(told ?? (await ask("GET", path)));
  } catch (error) {
    tell(error.message, true);
  }
}

/** Show the case as the server tells it. */
function take(told) {
  now = told;
  const state = document.getElementById("state");
  state.textContent = told.state;
  document.getElementById("draft").textContent = told.letter === null ? "Draft by template" : "Draft anew";
  if (told.letter === null) {
    editor.home.replaceChildren(make("p", { class: "empty" }, "No draft yet. \u201cDraft by template\u201d writes one from the record; nothing leaves this machine."));
    return;
  }
  editor.show(told.letter, told.sections);
  marked(told);
  records.cite(told.statements.flatMap((one) => one.supports).filter((one) => one.kind === "record"));
  decideView();
  historyView();
}

function marked(told) {
  now.markers = told.markers;
  editor.mark(told.markers);
  const counts = told.counts;
  document.getElementById("counts").textContent = told.unread
    ? told.unread
    : `${counts.error ?? 0} errors, ${counts.warning ?? 0} warnings, ${counts.confirmed ?? 0} confirmed`;
  findingsView();
}

// --- typing: the check runs beside it, the text is kept shortly after ---

function typed() {
  unsaved = true;
  shown("typing \u2026");
  clearTimeout(checkTimer);
  clearTimeout(saveTimer);
  checkTimer = setTimeout(check, CHECK_AFTER);
  saveTimer = setTimeout(save, SAVE_AFTER);
}

async function check() {
  const run = ++checks;
  const letter = editor.text;
  try {
    const told = await ask("POST", `${path}/check`, { letter });
    if (run === checks && letter === editor.text) marked(told);
  } catch (error) {
    tell(error.message, true);
  }
}

async function save() {
  clearTimeout(saveTimer);
  if (saving) await saving;
  if (!unsaved) return;
  const letter = editor.text;
  unsaved = false;
  shown("saving \u2026");
  saving = ask("PUT", `${path}/letter`, { letter, after: now.seen });
  try {
    const told = await saving;
    Object.assign(now, told, { letter });
    document.getElementById("state").textContent = told.state;
    shown(`saved ${new Date().toLocaleTimeString()}`);
    decideView();
    historyView();
  } catch (error) {
    unsaved = true;
    shown("not saved");
    if (error.status === 409) conflict();
    else {
      tell(`${error.message} Your text is kept on this page and tried again.`, true);
      saveTimer = setTimeout(save, 3000);
    }
  } finally {
    saving = null;
  }
}

/** Somebody else changed the case: the text stays here, and the reviewer chooses. */
async function conflict() {
  const mine = editor.text;
  const theirs = await ask("GET", path);
  tell("This case was changed elsewhere. Your text is still here: compare in History, then save again to keep yours.", true);
  now.seen = theirs.seen;
  if (mine === theirs.letter) unsaved = false;
  historyView();
}

function shown(words) {
  document.getElementById("saved").textContent = words;
}

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// --- findings ---

const found = () => (now?.markers ?? []).filter((one) => one.code);

function findingsView() {
  const shownOnes = found().filter((one) => one.kind !== "info");
  const notes = found().filter((one) => one.kind === "info");
  const view = (one, index) => {
    const element = findingView(one, {
      quote: editor.text.slice(one.start, one.end),
      go: () => goTo(index),
      waive: one.kind === "error" ? () => waive(one) : null,
    });
    if (index === current) element.classList.add("current");
    return element;
  };
  document.getElementById("findings").replaceChildren(
    make("p", { class: "actions" }, make("button", { type: "button", onclick: () => step(-1) }, "Previous"), make("button", { type: "button", onclick: () => step(1) }, "Next")),
    ...(shownOnes.length ? shownOnes.map(view) : [make("p", { class: "empty" }, "No errors or warnings.")]),
    notes.length ? make("details", {}, make("summary", {}, `${notes.length} notes`), ...notes.map((one) => view(one, -2))) : "",
  );
}

function goTo(index) {
  const all = found().filter((one) => one.kind !== "info");
  if (!all.length) return;
  current = (index + all.length) % all.length;
  editor.go(all[current]);
  findingsView();
}

function step(by) {
  goTo(current < 0 && by < 0 ? -1 : current + by);
}

async function waive(one) {
  const reason = await askFor(`Waive ${one.code}`, "Why this finding may stand");
  if (!reason) return;
  await act("POST", "waivers", { code: one.code, item: one.issue, text: editor.text.slice(one.start, one.end), reason });
}

// --- criteria under each item ---

function criteriaOf(issue) {
  const item = now?.items?.find((one) => one.number === issue);
  if (!item) return [];
  const rows = item.criteria.map((one) =>
    make(
      "tr",
      {},
      make("td", {}, one.asks),
      make("td", {}, make("span", { class: `verdict verdict-${one.verdict.replace(" ", "-")}` }, one.verdict)),
      make("td", {}, one.finding, ...one.supports.filter((support) => support.kind === "record").map((support) => make("button", { type: "button", onclick: () => records.open(support) }, `${support.document}, p. ${support.page}`))),
    ),
  );
  const suggested = item.outcome ? OUTCOMES[item.outcome] : "none: left to the reviewer";
  return [
    make("p", { class: "suggestion" }, "Suggested: ", make("strong", {}, suggested), `. ${item.reason}`),
    make(
      "details",
      { class: "criteria", open: true },
      make("summary", {}, "What the guideline asks"),
      make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Criteria of item ${issue}` }, make("table", {}, make("thead", {}, make("tr", {}, ...["Asks", "Verdict", "Finding"].map((one) => make("th", { scope: "col" }, one)))), make("tbody", {}, ...rows))),
      item.would_change.length ? make("p", {}, "Would change it: ", item.would_change.join("; ")) : "",
    ),
  ];
}

// --- decisions, approval ---

function decideView() {
  const home = document.getElementById("decide");
  const items = (now.sections ?? []).filter((one) => one.issue !== null);
  const forms = items.map(({ issue }) => {
    const decision = now.decisions[issue];
    const title = now.items.find((one) => one.number === issue)?.title ?? "";
    const suggested = now.suggested[issue];
    const choice = (value) => make("label", {}, make("input", { type: "radio", name: `outcome-${issue}`, value, checked: decision?.outcome === value, onchange: () => decide(issue, value, suggested) }), ` ${OUTCOMES[value]}`);
    return make(
      "fieldset",
      {},
      make("legend", {}, `Item ${issue}`),
      make("p", {}, title),
      make("p", { class: "soft" }, `Suggested by the draft: ${suggested ? OUTCOMES[suggested] : "none"}`),
      make("div", { class: "choices" }, ...Object.keys(OUTCOMES).map(choice)),
      decision ? make("p", { class: "soft" }, `Decided by ${decision.who}${decision.reason ? `: ${decision.reason}` : ""}`) : make("p", { class: "bad" }, "Not decided"),
    );
  });
  const blocked = now.obstacles ?? [];
  home.replaceChildren(
    ...forms,
    ...(blocked.length ? [make("h3", {}, "In the way of an approval"), make("ul", {}, ...blocked.map((one) => make("li", {}, one)))] : []),
    make(
      "p",
      { class: "actions" },
      make("button", { type: "button", class: "main", id: "approve", onclick: approve }, "Approve"),
      make("button", { type: "button", onclick: sendBack }, "Return for correction"),
    ),
    now.approval ? make("p", {}, `Approved by ${now.approval.who} on ${now.approval.at.slice(0, 10)}.`) : "",
    now.returned_for ? make("p", { class: "bad" }, `Returned: ${now.returned_for}`) : "",
  );
}

async function decide(item, outcome, suggested) {
  let reason = "";
  if (suggested && suggested !== outcome) {
    reason = (await askFor(`Item ${item}: ${OUTCOMES[outcome]}`, `Why, where the draft suggests ${OUTCOMES[suggested]}`)) ?? "";
    if (!reason) return decideView();
  }
  await act("POST", "decisions", { item, outcome, reason });
}

async function approve() {
  await act("POST", "approval", { after: now.seen });
}

async function sendBack() {
  const reason = await askFor("Return for correction", "What is to be corrected");
  if (reason) await act("POST", "return", { reason });
}

/** Save what is typed, then do something to the case and show what became of it. */
async function act(method, what, body) {
  await save();
  if (unsaved) return;
  if ("after" in body) body.after = now.seen;
  try {
    take(await ask(method, `${path}/${what}`, body));
    tell(`Done: ${now.state}.`);
  } catch (error) {
    tell((error.told?.reasons ?? [error.message]).join("; "), true);
    await refresh();
  }
}

function askFor(title, label) {
  const dialog = document.getElementById("ask");
  document.getElementById("ask-title").textContent = title;
  document.getElementById("ask-label").textContent = label;
  const text = document.getElementById("ask-text");
  text.value = "";
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => done(dialog.returnValue === "ok" ? text.value.trim() : null), { once: true });
  });
}

// --- history ---

async function historyView() {
  const home = document.getElementById("history");
  const versions = await ask("GET", `${path}/versions`).catch(() => []);
  home.replaceChildren(
    make(
      "ol",
      { class: "history", reversed: true },
      ...versions.map((one) =>
        make(
          "li",
          {},
          `${one.at.replace("T", " ").slice(0, 19)} ${one.who}: ${one.kind} ${one.about} `,
          one.has_letter && make("button", { type: "button", onclick: (event) => compare(one.seq, event.target) }, "Compare"),
          " ",
          one.has_letter && make("button", { type: "button", onclick: () => restore(one.seq) }, "Restore"),
        ),
      ),
    ),
  );
}

async function compare(seq, button) {
  const told = await ask("GET", `${path}/versions/${seq}`);
  const lines = told.difference.map((line) =>
    line.kind === "same" ? `${line.text}\n` : make(line.kind === "added" ? "ins" : "del", {}, `${line.kind === "added" ? "+" : "\u2212"} ${line.text}`),
  );
  button.parentElement.querySelector(".diff")?.remove();
  button.parentElement.append(make("div", { class: "diff", role: "region", "aria-label": `Entry ${seq} against now` }, ...lines));
}

async function restore(seq) {
  const told = await ask("GET", `${path}/versions/${seq}`);
  await save();
  try {
    Object.assign(now, await ask("PUT", `${path}/letter`, { letter: told.letter, after: now.seen }));
    await refresh();
    tell(`The text of entry ${seq} is restored as a new version.`);
  } catch (error) {
    tell(error.message, true);
  }
}

// --- what stands under the pointer or the caret ---

const tip = make("div", { id: "tip", role: "tooltip", hidden: true });
document.body.append(tip);

function explain(offset, x, y) {
  const [one] = offset === null ? [] : editor.at(offset);
  tip.hidden = !one;
  if (!one) return;
  tip.replaceChildren(
    make("p", {}, one.code ? make("strong", {}, `${one.code} `) : "", one.message),
    one.expected ? make("p", {}, `expected ${one.expected}, found ${one.found}`) : "",
    one.authority ? make("p", { class: "soft" }, one.authority) : "",
  );
  tip.style.left = `${Math.min(x, innerWidth - 440)}px`;
  tip.style.top = `${Math.min(y + 18, innerHeight - 150)}px`;
}

editor.home.addEventListener("pointermove", (event) => {
  const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  explain(at ? editor.offset(at.offsetNode, at.offset) : null, event.clientX, event.clientY);
});
editor.home.addEventListener("pointerleave", () => (tip.hidden = true));
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!selection.rangeCount || !editor.home.contains(selection.focusNode)) return;
  const box = selection.getRangeAt(0).getBoundingClientRect();
  if (box.height) explain(editor.offset(selection.focusNode, selection.focusOffset), box.left, box.bottom);
});
editor.home.addEventListener("click", () => {
  const selection = getSelection();
  const offset = selection.rangeCount ? editor.offset(selection.focusNode, selection.focusOffset) : null;
  if (offset === null) return;
  const statement = now.statements.find((one) => one.span && one.span[0] <= offset && offset < one.span[1]);
  const support = statement?.supports.find((one) => one.kind === "record");
  if (support && now.letter.slice(...statement.span) === editor.text.slice(...statement.span)) {
    records.open(support, { focus: false });
  }
});

// --- tabs and keys ---

const tabs = [...document.querySelectorAll("[role=tab]")];
function choose(tab) {
  for (const one of tabs) {
    const on = one === tab;
    one.setAttribute("aria-selected", on);
    one.tabIndex = on ? 0 : -1;
    document.getElementById(one.getAttribute("aria-controls")).hidden = !on;
  }
}
for (const [index, tab] of tabs.entries()) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const next = tabs[(index + by + tabs.length) % tabs.length];
    choose(next);
    next.focus();
  });
}

document.getElementById("draft").addEventListener("click", async (event) => {
  if (now?.letter !== null && !confirm("A new draft takes the place of this letter; decisions on it are void. The old text stays in History.")) return;
  event.target.disabled = true;
  await act("POST", "draft", { model: "template" });
  event.target.disabled = false;
});

addEventListener("keydown", (event) => {
  const pane = { 1: "record", 2: "letter", 3: "review" }[event.key];
  if (event.altKey && pane) document.getElementById(pane).focus();
  else if (event.key === "F8") step(event.shiftKey ? -1 : 1);
  else if ((event.ctrlKey || event.metaKey) && event.key === "s") save();
  else return;
  event.preventDefault();
});
