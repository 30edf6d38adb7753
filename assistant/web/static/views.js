// What stands around the letter: the state of the case, what there is before a draft, conflicts.
import { button, icon, make } from "./common.js";

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

export function emptyView(model) {
  return make(
    "div",
    { class: "empty first-draft" },
    make("h3", {}, "No draft yet"),
    make("p", {}, "A draft is written from the record and the guideline in force, each sentence with its source, each outcome only a suggestion."),
    make("button", { type: "button", class: "main", onclick: () => document.getElementById("draft").click() }, icon("pen"), "Write the draft"),
    make("p", { class: "fine" }, model === "template" ? "The template drafter calls no model; nothing leaves this machine." : `Drafted by ${model}: what identifies the patient is replaced before anything is sent.`),
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
