// A guideline section beside the letter: passage, limits, dates, verification, other years.
import { ask, make } from "./common.js";

const days = ({ start, end }) => (start || end ? `in force ${start ?? "from a day not known"} to ${end ?? "now"}` : "dates in force not known");
export const verified = (how) => make("span", { class: `pill verified-${how}` }, how);

export function limitView(one, wanted = false) {
  return make(
    "article",
    { class: wanted ? "limit panel wanted" : "limit panel" },
    make("div", { class: "meta" }, make("span", { class: "amount" }, one.amount), one.phase && make("span", { class: "pill" }, one.phase), verified(one.verification)),
    one.condition && make("p", {}, one.condition),
    one.others.length > 0 && make("p", { class: "others fine" }, "In other years: ", one.others.map((other) => make("span", { class: "pill note" }, `${other.year}: ${other.amount}`))),
    one.source && make("p", { class: "fine" }, one.source),
  );
}

const kept = new Map();

/** What was asked for: of several limits of one citation, the one whose amount the words tell. */
function closest(told, words) {
  const text = words.replace(/\s+/g, " ");
  const core = (one) => one.amount.replace(/^(?:at most|less than|at least|more than) /, "");
  const named = told.limits.filter((one) => told.wanted.includes(one.id) && text.includes(core(one))).sort((a, b) => core(b).length - core(a).length);
  return new Set(named.length ? [named[0].id] : told.wanted);
}

/** The section that a citation or id stands for, as elements. Throws what `ask` throws. */
export async function sourceView(wanted, words = "") {
  if (!kept.has(wanted)) kept.set(wanted, await ask("GET", `/api/source?${new URLSearchParams({ wanted })}`));
  const told = kept.get(wanted);
  const asked = closest(told, words);
  const first = (all) => [...all].sort((a, b) => asked.has(b.id) - asked.has(a.id));
  const pages = told.pages && `p. ${told.pages[0]}${told.pages[1] === told.pages[0] ? "" : `-${told.pages[1]}`}`;
  return [
    make("h3", {}, told.section),
    make("p", { class: "meta" }, make("a", { href: `/guidelines/${told.edition}` }, told.cite_as), make("span", {}, [pages, told.regulation].filter(Boolean).join(" \u00b7 ")), make("span", {}, days(told.in_force))),
    told.limits.length > 0 && make("h4", {}, "Limits"),
    ...first(told.limits).map((one) => limitView(one, asked.has(one.id))),
    told.passages.length > 0 && make("h4", {}, "Passages, in our own words"),
    ...first(told.passages).map((one) =>
      make(
        "article",
        { class: asked.has(one.id) ? "passage panel wanted" : "passage panel" },
        make("div", { class: "meta" }, make("strong", {}, one.title), verified(one.verification)),
        make("p", {}, one.text.replace(/\n/g, " ")),
        one.requirements.length > 0 && make("ul", { class: "needs" }, ...one.requirements.map((need) => make("li", {}, need))),
        one.source && make("p", { class: "fine" }, one.source),
      ),
    ),
  ].filter(Boolean);
}
