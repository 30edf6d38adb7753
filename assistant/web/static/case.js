// The workbench of one case: keeps record, letter and review in step with the server.
import { ask, askFor, askWhether, make, tell } from "./common.js";
import { approvalView } from "./approval.js";
import { Card } from "./card.js";
import { ChatPane } from "./chat.js";
import { Drafting, runView } from "./drafting.js";
import { Editor } from "./editor.js";
import { FactsPane, timelineView } from "./facts.js";
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
import { conflictView, emptyView, headNote, noticeView, stateView } from "./views.js";

const bench = document.getElementById("bench");
const key = bench.dataset.key;
const path = `/api/cases/${encodeURIComponent(key)}`;
const may = new Set(bench.dataset.may.split(" ")); // what the role of who is at work may do
const panes = new Panes(bench);
const records = new RecordPane(key);
const recordTabs = new Tabs(document.querySelector("#record .tabs"));
const sideTabs = new Tabs(document.querySelector("#side .tabs"), (name) => name === "chat" && chat.load());
const editor = new Editor(document.getElementById("sections"), { changed: typed, foot, may: may.has("edit") });
const links = { record: openRecord, source: openSource };
const facts = new FactsPane({ go: openRecord, amend, may: may.has("fact") });
const findings = new Findings({ go: goTo, waive: may.has("waive") ? waive : null, withdraw: may.has("waive") ? withdraw : null, links });
const card = new Card(editor, { links, statementAt, waive: may.has("waive") ? waive : null });
const history = new History(path, { restore, may: may.has("edit") });
const drafting = new Drafting(path);
const chat = new ChatPane(path, { links, before: () => saving.now(), changed: refresh, line: goToLine, may: may.has("propose") });
const saving = new Saving(path, editor, { marked, saved, conflict });
const kinds = new Set(["error", "warning", "info", "confirmed", "unverified"]);
let now = null; // the case as the server last told it

start();

async function start() {
  await Promise.all([records.load().then(recordViews).catch((error) => tell(error.message, true)), refresh()]);
  cite();
}

function recordViews({ facts: told, struck, timeline }) {
  facts.show({ facts: told, struck });
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
  noticeView(now, { run: runView(now.run), draft: may.has("draft") && (() => document.getElementById("draft").click()) });
  if (told.letter === null) {
    editor.home.replaceChildren(emptyView(bench.dataset.model, may.has("draft") ? draftBy : null));
    findings.before();
    approvalPane();
    history.show();
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
  return item ? itemFoot(item, now, { decide: may.has("decide") ? decide : null, record: openRecord, source: openSource }) : [];
}

function approvalPane() {
  const home = document.getElementById("approval");
  if (now.letter === null) home.replaceChildren(make("p", { class: "empty" }, "There is no letter yet."));
  else home.replaceChildren(...approvalView(now, { approve: may.has("approve") ? approve : null, sendBack: may.has("return") ? sendBack : null, path, goToFindings: () => openSide("findings"), goToItem: (issue) => editor.go(now.sections.find((one) => one.issue === issue)) }));
}

async function decide(item, outcome, suggested) {
  const done = () => refocus(document.querySelector(`[data-issue="${item}"] [data-outcome="${outcome}"]`));
  if (suggested && suggested !== outcome) {
    const note = `The draft suggests ${OUTCOMES[suggested]}. The letter prints your decision; its rationale is yours to mend.`;
    if ((await askFor(`Item ${item}: ${OUTCOMES[outcome]}`, "Your reason", { note, send: (reason) => perform("POST", "decisions", { item, outcome, reason }) })) !== null) done();
  } else if (await act("POST", "decisions", { item, outcome, reason: "" })) done();
}

/** Focus what took the place of the button pressed, unless the reviewer has gone elsewhere. */
function refocus(element) {
  if (document.activeElement === document.body) element?.focus();
}

async function waive(one, quote) {
  card.hide();
  await askFor(`Waive ${one.code}`, "Why this finding may stand", { note: one.message, send: (reason) => perform("POST", "waivers", { code: one.code, item: one.issue, text: quote, reason }) });
}

async function withdraw(waived) {
  const number = now.waivers.findIndex((one) => one.code === waived.finding.code && one.reason === waived.reason && one.who === waived.who);
  if (number >= 0 && (await act("POST", `waivers/${number}/withdrawal`, {}))) tell("The waiver is taken back; the finding stands again.");
}

/** The reviewer's word on a fact; check, criteria and suggestions follow it. */
async function amend(id, action, value = "", asked = false) {
  const told = [`facts/${encodeURIComponent(id)}`, { action, value }];
  if (asked) await perform("POST", ...told);
  else if (!(await act("POST", ...told))) return false;
  recordViews(await records.load());
  cite();
  return true;
}

async function approve() {
  if (await act("POST", "approval", {})) tell("Approved. PDF and DOCX are printed without the mark of a draft.");
  refocus(document.getElementById("approve"));
}

async function sendBack() {
  await askFor("Return for correction", "What is to be corrected", { send: (reason) => perform("POST", "return", { reason }) });
}

async function restore(letter, seq) {
  if (await act("PUT", "letter", { letter })) {
    await refresh();
    tell(`The text of entry ${seq} is a new version now.`);
  }
}

/** Save what is typed, then do something to the case and show what became of it. Throws refusals. */
async function perform(method, what, body) {
  if (!(await saving.now())) throw new Error("What you typed is not saved yet.");
  try {
    const told = await ask(method, `${path}/${what}`, { ...body, after: now.seen });
    if (told.key) take(told);
  } catch (error) {
    await refresh();
    throw error;
  }
}

/** The same; a refusal is told at the foot of the page. */
async function act(method, what, body) {
  try {
    await perform(method, what, body);
    return true;
  } catch (error) {
    tell((error.told?.reasons ?? [error.message]).join("\n"), true);
    return false;
  }
}

const drafters = [...new Set([bench.dataset.model, "template"])].map((name) => [name, name === "template" ? "the template, without a model" : name]);

document.getElementById("draft").addEventListener("click", async () => {
  if (now === null || drafting.busy) return;
  if (now.letter === null) return draftBy(bench.dataset.model);
  const note = "A new draft takes the place of this letter, and decisions on it are void. The text as it is now stays in the history.";
  const model = await askWhether("Draft anew?", note, "Draft anew", { choices: drafters, label: "Drafted by" });
  if (model) draftBy(model);
});

async function draftBy(model) {
  const home = document.getElementById("draft");
  if (drafting.busy || !(await saving.now())) return;
  panes.show("letter");
  home.disabled = true;
  home.setAttribute("aria-busy", "true");
  saving.told("drafting \u2026");
  try {
    const told = await drafting.run(model, now.seen);
    if (told) take(told);
    else tell("Stopped: nothing was changed.");
    if (told?.run?.failure) tell("The model\u2019s draft was not used; this is the template\u2019s.", true);
  } catch (error) {
    tell(error.message, true);
    await refresh();
  }
  saving.told("");
  home.disabled = !may.has("draft");
  home.removeAttribute("aria-busy");
  refocus(editor.parts.find((part) => part.issue)?.field ?? home);
}

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
  record: (name) => {
    panes.show("record");
    recordTabs.choose(name);
    (document.querySelector(`#${name} .fact button, #${name} button`) ?? document.getElementById(`tab-${name}`)).focus();
  },
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
