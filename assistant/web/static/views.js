// What stands around the letter: the state of the case, what there is before a draft, conflicts.
import { button, make } from "./common.js";

/** State, buttons and what is open, in the bar of the case. */
export function stateView(now) {
  const state = document.getElementById("state");
  state.textContent = now.state;
  state.className = `pill state-${now.state.replace(" ", "-")}`;
  document.querySelector("#draft span").textContent = now.letter === null ? "Draft" : "Draft anew";
  document.getElementById("draft").classList.toggle("main", now.letter === null);
  for (const id of ["pdf", "docx", "to-approval"]) document.getElementById(id).hidden = now.letter === null;
  const open = (now.obstacles ?? []).length;
  document.querySelector("#to-approval span").textContent = now.approval ? "Approved" : open ? `Approve (${open} open)` : "Approve";
}

/** The dates of the letter beside its folded heading. */
export function headNote(editor, dates) {
  const words = { assigned: "assigned", injury: "injury", ur_denial: "UR denial", decision: "decision" };
  const heading = editor.parts.find((part) => part.raw);
  if (heading) heading.note.textContent = Object.entries(words).filter(([name]) => dates[name]).map(([name, told]) => `${told} ${dates[name]}`).join(" \u00b7 ");
}

/** What stands above the letter: how it was drafted, and whether the facts went on since. */
export function noticeView(now, { run, draft }) {
  const moved = now.letter !== null && now.moved_on && make("div", { class: "notice warn" }, make("p", {}, make("strong", {}, "The facts changed since this draft. "), "Check, criteria and suggestions go by the facts as they are now; the words of the letter are still the draft\u2019s."), draft && button("Draft anew\u2026", draft, { kind: "small" }));
  document.getElementById("notice").replaceChildren(...[run, moved].filter(Boolean));
}

/** Before the first draft; `draft` is told by which drafter, null where the role does not draft. */
export function emptyView(model, draft) {
  const own = model !== "template";
  return make(
    "div",
    { class: "empty first-draft" },
    make("h3", {}, "No draft yet"),
    make("p", {}, "A draft is written from the record and the guideline in force, each sentence with its source, each outcome only a suggestion."),
    draft && make("div", { class: "row" }, button(own ? `Write the draft with ${model}` : "Write the draft", () => draft(model), { kind: "main", sign: "pen" }), own && button("Without a model", () => draft("template"))),
    make("p", { class: "fine" }, !draft ? "A reviewer drafts." : own ? "What identifies the patient is replaced before anything is sent." : "The template drafter calls no model; nothing leaves this machine."),
  );
}

/** A choice between the words typed here and those that somebody else saved. */
export function conflictView({ mine, theirs }) {
  const home = document.getElementById("conflict");
  const choose = (act) => () => {
    home.replaceChildren();
    act();
  };
  home.replaceChildren(
    make("p", {}, make("strong", {}, "This case was changed elsewhere. "), "What you typed is still here and not saved yet."),
    make("div", { class: "row" }, button("Keep mine as a new version", choose(mine), { kind: "main small" }), button("Take theirs", choose(theirs), { kind: "small" })),
  );
}
