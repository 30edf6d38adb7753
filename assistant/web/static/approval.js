// The way to an approval: what is decided, what stands in its way, approve or return.
import { button, icon, make } from "./common.js";
import { OUTCOMES } from "./items.js";

const BOUND = { letter: "text of the letter", rules: "checks", corpus: "guidelines", record: "case and records", model: "drafter", prompts: "prompts", findings: "findings", waivers: "waivers", decisions: "decisions" };

export function approvalView(now, { approve, sendBack, goToItem, goToFindings, path }) {
  const items = now.sections.filter((one) => one.issue !== null);
  const open = now.obstacles ?? [];
  const line = (good, ...words) => make("li", { class: good ? "done" : "open" }, icon(good ? "check" : "cross"), make("span", {}, ...words));
  const decided = items.map(({ issue }) => {
    const decision = now.decisions[issue];
    return line(Boolean(decision), button(`Item ${issue}`, () => goToItem(issue), { kind: "ref" }), decision ? ` decided: ${OUTCOMES[decision.outcome]}` : " waits for your decision");
  });
  const others = open.filter((one) => !/has no decision/.test(one));
  const errors = others.map((one) => line(false, one, " ", /\bat line \d+ is not waived/.test(one) && button("Show", goToFindings, { kind: "ref" })));
  return [
    now.returned_for && make("p", { class: "notice warn" }, make("strong", {}, "Returned for correction: "), now.returned_for),
    now.approval && approvedView(now),
    make("h3", {}, "Before it is approved"),
    make("ul", { class: "steps" }, ...decided, ...errors, errors.length ? "" : line(true, "no error stands without a waiver")),
    make("p", { class: "fine" }, "An approval is bound to the text, the record, the checks and guidelines, findings, waivers and decisions as they are now. Any change ends it."),
    make("div", { class: "row" }, approve && button("Approve the letter", approve, { kind: "main", sign: "check", id: "approve" }), sendBack && button("Return for correction\u2026", sendBack, { id: "send-back" })),
    make("h3", {}, "The letter as a file"),
    make("p", { class: "fine" }, now.approval ? "Printed as approved." : "Marked as a draft until it is approved."),
    make("div", { class: "row" }, ...["pdf", "docx", "json"].map((form) => make("a", { class: "button", href: `${path}/letter.${form}` }, icon("download"), form.toUpperCase()))),
  ].filter(Boolean);
}

function approvedView(now) {
  const { who, at, bound_to: bound } = now.approval;
  return make(
    "div",
    { class: "notice good" },
    make("p", {}, make("strong", {}, "Approved"), ` by ${who} on ${at.slice(0, 16).replace("T", " ")} UTC.`),
    make("details", {}, make("summary", {}, "What it is bound to"), make("dl", { class: "bound" }, ...Object.entries(bound).flatMap(([name, hash]) => [make("dt", {}, BOUND[name] ?? name), make("dd", {}, hash ? hash.slice(0, 24) : "none")]))),
  );
}
