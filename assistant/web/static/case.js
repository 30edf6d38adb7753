// The workbench of one case: keeps record, letter and review in step with the server.
import { ask, askFor, make, tell } from "./common.js";
import { approvalView } from "./approval.js";
import { Card } from "./card.js";
import { ChatPane } from "./chat.js";
import { Editor } from "./editor.js";
import { factsView, timelineView } from "./facts.js";
import { Findings, legendView } from "./findings.js";
import { placeOf } from "./finding.js";
import { History } from "./history.js";
import { itemFoot, OUTCOMES } from "./items.js";
import { benchKeys } from "./keys.js";
import { Panes, Tabs } from "./panes.js";
import { RecordPane } from "./record.js";
import { Saving } from "./saving.js";
import { sourceView } from "./source.js";
import { unitsOf } from "./text.js";
import { conflictView, emptyView, headNote, stateView } from "./views.js";

const bench = document.getElementById("bench");
const key = bench.dataset.key;
const path = `/api/cases/${encodeURIComponent(key)}`;
const panes = new Panes(bench);
const records = new RecordPane(key);
const recordTabs = new Tabs(document.querySelector("#record .tabs"));
const sideTabs = new Tabs(document.querySelector("#side .tabs"), (name) => name === "chat" && chat.load());
const editor = new Editor(document.getElementById("sections"), { changed: typed, foot });
const links = { record: openRecord, source: openSource };
const findings = new Findings({ go: goTo, waive, links });
const card = new Card(editor, { links, statementAt, waive });
const history = new History(path, { restore });
const chat = new ChatPane(path, { links, before: () => saving.now(), changed: refresh, line: goToLine });
const saving = new Saving(path, editor, { marked, saved, conflict });
const kinds = new Set(["error", "warning", "info", "confirmed", "unverified"]);
let now = null; // the case as the server last told it

start();

async function start() {
  await Promise.all([records.load().then(recordViews).catch((error) => tell(error.message, true)), refresh()]);
  cite();
}

function recordViews({ facts, timeline }) {
  document.getElementById("facts").replaceChildren(...factsView(facts, openRecord));
  document.getElementById("timeline").replaceChildren(...timelineView(timeline, openRecord));
}

async function refresh() {
  try {
    take(await ask("GET", path));
  } catch (error) {
    tell(error.message, true);
  }
}

/** Show the case as the server tells it. */
function take(told) {
  if (saving.busy) {
    // typed since it was asked: the words on the page are newer, and are saved over it or refused
    Object.assign(now, told, { letter: now.letter, sections: now.sections, markers: now.markers });
    stateView(now);
    approvalPane();
    return;
  }
  now = told;
  stateView(now);
  if (told.letter === null) {
    editor.home.replaceChildren(emptyView(bench.dataset.model));
    approvalPane();
    return;
  }
  saving.seen = told.seen;
  const units = unitsOf(told.letter);
  const sections = told.sections.map((one) => ({ ...one, start: units(one.start), end: units(one.end) }));
  editor.show(told.letter, sections);
  headNote(editor, told.dates ?? {});
  marked(told, units);
  cite();
  history.show();
}

function typed() {
  card.typed();
  saving.typed();
}

/** Draw what the check says of the present text. */
function marked(told, units = unitsOf(editor.text)) {
  const place = (one) => ({ ...one, start: units(one.start), end: units(one.end) });
  Object.assign(now, { markers: told.markers.map(place), statements: (told.statements ?? []).map((one) => ({ ...one, span: one.span.map(units) })), waived: told.waived ?? [], counts: told.counts, outcomes: told.outcomes, unread: told.unread });
  editor.mark(now.markers, kinds);
  card.renew();
  findings.show(now.markers, now.waived, editor.text);
  const grave = now.markers.filter((one) => one.kind === "error").length;
  const doubtful = now.markers.filter((one) => one.kind === "warning").length;
  document.getElementById("counts").textContent = told.unread || `${grave} contradicted, ${doubtful} doubtful`;
  const tally = document.getElementById("tally-findings");
  tally.textContent = grave + doubtful || "";
  tally.className = `tally ${grave ? "bad" : doubtful ? "warn" : ""}`;
  legend();
  approvalPane();
}

function legend() {
  const home = document.getElementById("legend");
  const focused = [...home.children].indexOf(document.activeElement);
  home.replaceChildren(
    ...legendView(now.markers, kinds, (kind) => {
      if (!kinds.delete(kind)) kinds.add(kind);
      editor.mark(now.markers, kinds);
      legend();
    }),
  );
  home.children[focused]?.focus();
}

function cite() {
  records.cite?.((now?.statements ?? []).flatMap((one) => one.supports).filter((one) => one.kind === "record"));
}

function saved(told) {
  Object.assign(now, told, { approval: null });
  stateView(now);
  approvalPane();
  history.show();
}

// --- where things stand ---

function openRecord(place) {
  panes.show("record");
  recordTabs.choose("documents");
  if (!records.open(place)) tell(`${place.document} is not among the records.`, true);
}

async function openSource(wanted, words = "") {
  panes.show("record");
  recordTabs.choose("source");
  const home = document.getElementById("source");
  try {
    home.replaceChildren(...(await sourceView(wanted, words)));
    home.querySelector(".wanted")?.scrollIntoView({ block: "center" });
  } catch (error) {
    home.replaceChildren(make("p", { class: "empty" }, error.message));
  }
}

function statementAt(offset) {
  return now.statements?.find((one) => one.span[0] <= offset && offset <= one.span[1]);
}

/** Lead to what the words at `offset` rest on. */
function evidence(offset) {
  const [one] = editor.at(offset);
  const supports = statementAt(offset)?.supports ?? [];
  const place = one?.related?.map(placeOf).find(Boolean) ?? supports.find((each) => each.kind === "record");
  const rule = supports.find((each) => each.kind === "guideline")?.id;
  if (one?.source) openSource(one.source, one.expected || editor.text.slice(one.start, one.end));
  else if (place) openRecord(place);
  else if (rule) openSource(rule);
  else return false;
  return true;
}

editor.home.addEventListener("click", (event) => {
  if (!event.target.closest(".text") || !getSelection().isCollapsed) return;
  const offset = editor.caret;
  if (offset !== null && panes.bench.offsetWidth > 1080) evidence(offset);
});

function goTo(one) {
  panes.show("letter");
  card.rest();
  editor.go(one);
  const place = one.related?.find((other) => other.where === "record");
  if (!place && one.source && document.getElementById("source").hidden === false) openSource(one.source, one.expected);
}

function goToLine(line) {
  const lines = editor.text.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  panes.show("letter");
  editor.go({ start, end: start + Math.max(1, lines[line - 1]?.length ?? 1) });
}

function openSide(name) {
  panes.show("side");
  sideTabs.choose(name);
}

// --- what the reviewer does ---

function foot(issue) {
  const item = now.items?.find((one) => one.number === issue);
  return item ? itemFoot(item, now, { decide, record: openRecord, source: openSource }) : [];
}

function approvalPane() {
  const home = document.getElementById("approval");
  if (now.letter === null) home.replaceChildren(make("p", { class: "empty" }, "There is no letter yet."));
  else home.replaceChildren(...approvalView(now, { approve, sendBack, path, goToFindings: () => openSide("findings"), goToItem: (issue) => editor.go(now.sections.find((one) => one.issue === issue)) }));
}

async function decide(item, outcome, suggested) {
  let reason = "";
  if (suggested && suggested !== outcome) {
    reason = await askFor(`Item ${item}: ${OUTCOMES[outcome]}`, "Your reason", { note: `The draft suggests ${OUTCOMES[suggested]}. The letter prints your decision; its rationale is yours to mend.` });
    if (!reason) return;
  }
  if (await act("POST", "decisions", { item, outcome, reason, after: 0 })) {
    refocus(document.querySelector(`[data-issue="${item}"] [data-outcome="${outcome}"]`));
  }
}

/** Focus what took the place of the button pressed, unless the reviewer has gone elsewhere. */
function refocus(element) {
  if (document.activeElement === document.body) element?.focus();
}

async function waive(one, quote) {
  card.hide();
  const reason = await askFor(`Waive ${one.code}`, "Why this finding may stand", { note: one.message });
  if (reason) await act("POST", "waivers", { code: one.code, item: one.issue, text: quote, reason, after: 0 });
}

async function approve() {
  if (await act("POST", "approval", { after: 0 })) tell("Approved. PDF and DOCX are printed without the mark of a draft.");
  refocus(document.getElementById("approve"));
}

async function sendBack() {
  const reason = await askFor("Return for correction", "What is to be corrected");
  if (reason) await act("POST", "return", { reason, after: 0 });
}

async function restore(letter, seq) {
  if (await act("PUT", "letter", { letter, after: 0 })) {
    await refresh();
    tell(`The text of entry ${seq} is a new version now.`);
  }
}

/** Save what is typed, then do something to the case and show what became of it. */
async function act(method, what, body) {
  if (!(await saving.now())) return false;
  if ("after" in body) body.after = now.seen;
  try {
    const told = await ask(method, `${path}/${what}`, body);
    if (told.key) take(told);
    return true;
  } catch (error) {
    tell((error.told?.reasons ?? [error.message]).join("\n"), true);
    await refresh();
    return false;
  }
}

document.getElementById("draft").addEventListener("click", async (event) => {
  const home = event.currentTarget;
  if (now?.letter !== null && !confirm("A new draft takes the place of this letter, and decisions on it are void. The text now stays in the history. Draft anew?")) return;
  home.disabled = true;
  home.setAttribute("aria-busy", "true");
  saving.told("drafting \u2026");
  await act("POST", "draft", { model: bench.dataset.model, after: 0 });
  if (now.failure) tell(`The model's draft was not used; this is the template's: ${now.failure}`, true);
  saving.told("");
  home.disabled = false;
  home.removeAttribute("aria-busy");
});
document.getElementById("to-approval").addEventListener("click", () => {
  openSide("approval");
  document.getElementById("approve")?.focus();
});

/** Somebody else changed the case: the text stays here, and the reviewer chooses. */
async function conflict() {
  const theirs = await ask("GET", path);
  const settle = () => {
    saving.settled(theirs.seen);
    take(theirs);
  };
  if (theirs.letter === editor.text) settle();
  else conflictView({ mine: () => saving.over(theirs.seen), theirs: settle });
}

benchKeys({
  editor,
  pane: (name) => {
    panes.show(name);
    const letter = editor.parts.find((part) => part.issue) ?? editor.parts[0];
    (name === "letter" ? letter?.field : document.querySelector("#record [role=tab][aria-selected=true]"))?.focus();
  },
  side: (name) => {
    openSide(name);
    document.getElementById({ chat: "question", approval: "approve" }[name] ?? `tab-${name}`)?.focus();
  },
  evidence: () => editor.caret !== null && evidence(editor.caret),
  finding: (by) => findings.step(by),
  save: () => saving.now(),
});
