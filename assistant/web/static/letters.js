// Published letters: a list with counts, each letter with its findings marked in the text.
import { button, make, tell } from "./common.js";
import { KINDS, rangeIn } from "./editor.js";
import { findingView } from "./finding.js";
import { softenedLines, unitsOf } from "./text.js";
import { takesFiles, upload } from "./upload.js";

const list = document.getElementById("list");
const view = document.getElementById("view");
const letters = [];
let current = null;
let at = -1;

for (const [rank, kind] of [...KINDS, "here"].entries()) {
  const highlight = new Highlight();
  highlight.priority = rank;
  CSS.highlights.set(kind, highlight);
}

const filter = make("select", { "aria-label": "Letters shown" });
const rows = make("div", { class: "rows" });
list.replaceChildren(filter, rows);
const SHOWN = {
  "": ["All letters", () => true],
  error: ["With errors", (one) => one.counts?.error > 0],
  warning: ["With warnings alone", (one) => one.counts?.warning > 0 && !one.counts.error],
  clean: ["Clean", (one) => one.counts && one.counts.error + one.counts.warning === 0],
  unread: ["Not read", (one) => Boolean(one.error)],
};
filter.addEventListener("change", () => draw());

function draw() {
  const chosen = filter.value;
  filter.replaceChildren(...Object.entries(SHOWN).map(([value, [words, test]]) => make("option", { value }, `${words} (${letters.filter(test).length})`)));
  filter.value = chosen;
  const focused = [...rows.children].indexOf(document.activeElement);
  rows.replaceChildren(...letters.filter(SHOWN[chosen][1]).map(row));
  rows.children[focused]?.focus();
}

const several = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

function row(letter) {
  const { counts } = letter;
  const tally = letter.error
    ? [make("span", { class: "pill bad" }, "not read")]
    : [counts.error > 0 && make("span", { class: "pill bad" }, several(counts.error, "error")), counts.warning > 0 && make("span", { class: "pill warn" }, several(counts.warning, "warning")), counts.error + counts.warning === 0 && make("span", { class: "pill good" }, "clean")];
  return make("button", { type: "button", onclick: () => show(letter), "aria-current": `${letter === current}` }, make("strong", {}, letter.case_number ?? letter.source), make("span", { class: "fine" }, letter.source), make("span", { class: "counts" }, ...tally));
}

function show(letter) {
  current = letter;
  at = -1;
  draw();
  for (const kind of [...KINDS, "here"]) CSS.highlights.get(kind).clear();
  if (letter.error) {
    view.replaceChildren(make("p", { class: "panel empty bad" }, `${letter.source}: ${letter.error}`));
    return;
  }
  const text = make("div", { class: "letter-text panel", tabindex: "0", role: "region", "aria-label": "Text of the letter" }, softenedLines(letter.text));
  const units = unitsOf(letter.text);
  const grave = letter.markers.filter((one) => one.code && one.kind !== "info");
  const groups = [
    ["Ordinary knowledge", "Anyone can see these without the guideline.", grave.filter((one) => one.ordinary_knowledge)],
    ["Guideline and form", "These rest on the guideline cited, or on what a determination must hold.", grave.filter((one) => !one.ordinary_knowledge)],
  ].filter(([, , some]) => some.length);
  letter.findings = groups.flatMap(([, , some]) => some);
  const notes = letter.markers.filter((one) => one.code && one.kind === "info");
  const shown = (one) => findingView(one, { quote: letter.text.slice(units(one.start), units(one.end)), go: () => go(one) });
  view.replaceChildren(
    make(
      "div",
      { class: "letter-view" },
      text,
      make(
        "section",
        { class: "stack", "aria-label": "Findings", tabindex: "0" },
        make("ol", { class: "titles" }, ...letter.items.map((item) => make("li", {}, make("span", {}, `${item.title}: `, make("strong", {}, (item.outcome ?? "no outcome").replace("_", " ")))))),
        make("p", { class: "fine" }, `${letter.counts.confirmed} claims confirmed, ${letter.counts.unverified} unverified`),
        letter.findings.length ? make("div", { class: "row" }, button("Previous", () => step(-1), { kind: "small", sign: "up" }), button("Next", () => step(1), { kind: "small", sign: "down" })) : make("p", { class: "panel empty" }, "The check finds nothing wrong."),
        ...groups.map(([words, why, some]) => make("section", { class: "group" }, make("h2", {}, words, make("span", { class: "tally" }, `${some.length}`)), make("p", { class: "fine" }, why), ...some.map(shown))),
        notes.length ? make("details", {}, make("summary", {}, several(notes.length, "note")), ...notes.map(shown)) : "",
      ),
    ),
  );
  for (const one of letter.markers) {
    const range = rangeIn(text, units(one.start), units(one.end));
    if (range) CSS.highlights.get(one.kind).add(range);
  }
}

function go(one) {
  const units = unitsOf(current.text);
  const range = rangeIn(view.querySelector(".letter-text"), units(one.start), units(one.end));
  if (!range) return;
  CSS.highlights.get("here").clear();
  CSS.highlights.get("here").add(range);
  scrollBy({ top: range.getBoundingClientRect().top - innerHeight / 3 });
}

function step(by) {
  const all = current?.findings ?? [];
  if (!all.length) return;
  at = (at + by + all.length) % all.length;
  go(all[at]);
  for (const [index, one] of [...view.querySelectorAll(".group > .finding")].entries()) {
    if (index === at) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
    if (index === at) one.scrollIntoView({ block: "nearest" });
  }
}

addEventListener("keydown", (event) => {
  if (event.key !== "F8") return;
  event.preventDefault();
  step(event.shiftKey ? -1 : 1);
});

takesFiles(document.body, [document.getElementById("files"), document.getElementById("folder")], async (files) => {
  const told = document.getElementById("told-upload");
  const bar = make("progress", { max: 1, value: 0, "aria-label": "Upload" });
  told.replaceChildren(bar);
  try {
    // a few at a time, so that the first are shown while the others are read
    for (let from = 0; from < files.length; from += 8) {
      letters.push(...(await upload("/api/letters", files.slice(from, from + 8), () => {})));
      bar.value = Math.min(1, (from + 8) / files.length);
      document.getElementById("letters").hidden = false;
      document.getElementById("none").hidden = true;
      show(current ?? letters[0]);
    }
    tell(`${several(files.length, "letter")} checked.`);
  } catch (error) {
    tell(error.message, true);
  }
  told.replaceChildren();
});
