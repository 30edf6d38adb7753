// What was done on the case, newest first: compare any two versions of the letter side by side,
// with what the check finds in each, and restore one.
import { ask, button, icon, make, tell } from "./common.js";
import { wordDifference } from "./text.js";

const KINDS = { opened: "opened the case", drafted: "drafted", edited: "edited the letter", decided: "decided item", waived: "waived", withdrawn: "took back the waiver of", fact: "facts:", approved: "approved", returned: "returned it", letter: "printed the letter", chat: "chat:" };
const SIGNS = { opened: "folder", drafted: "pen", edited: "pen", decided: "check", waived: "warn", withdrawn: "warn", fact: "file", approved: "check", returned: "up", letter: "download", chat: "chat" };
const GROUPS = {
  "": ["Everything", () => true],
  letter: ["Versions of the letter", (one) => one.has_letter],
  review: ["Decisions, waivers, approvals", (one) => ["decided", "waived", "withdrawn", "approved", "returned", "letter"].includes(one.kind)],
  fact: ["Facts", (one) => one.kind === "fact"],
  chat: ["Chat", (one) => one.kind === "chat"],
};
const time = (one) => one.at.replace("T", " ").slice(0, 16);

export class History {
  constructor(path, { restore, may }) {
    Object.assign(this, { path, restore, may, wanted: "" });
    this.home = document.getElementById("history");
    this.all = [];
  }

  async show() {
    this.all = await ask("GET", `${this.path}/versions`).catch(() => this.all);
    this.letters = this.all.filter((one) => one.has_letter);
    const [last, before] = this.letters;
    const choice = (label, value) => {
      const select = make("select", { "aria-label": label }, ...this.letters.map((one) => make("option", { value: one.seq }, `${time(one)} ${KINDS[one.kind]} (${one.seq})`)));
      if (value !== undefined) select.value = value;
      return select;
    };
    const from = choice("Earlier version", (before ?? last)?.seq);
    const to = choice("Later version", last?.seq);
    const filter = make("select", { "aria-label": "Entries shown" }, ...Object.entries(GROUPS).map(([value, [words, test]]) => make("option", { value }, `${words} (${this.all.filter(test).length})`)));
    filter.value = this.wanted;
    filter.addEventListener("change", () => {
      this.wanted = filter.value;
      this.#list();
    });
    this.list = make("ol", { class: "history" });
    this.home.replaceChildren(
      before ? make("div", { class: "compare" }, from, to, make("div", { class: "row" }, button("Compare", () => this.#compare(from.value, to.value), { kind: "small main", id: "compare" }), this.may && button("Undo the last change", () => this.#restore(before.seq), { kind: "small", id: "undo" }))) : "",
      filter,
      this.list,
    );
    this.#list();
  }

  #list() {
    const shown = this.all.filter(GROUPS[this.wanted][1]);
    const last = this.letters[0]?.seq;
    this.list.replaceChildren(
      ...shown.map((one) =>
        make(
          "li",
          { class: `did did-${one.kind}` },
          icon(SIGNS[one.kind] ?? "note"),
          make(
            "div",
            {},
            make("span", {}, make("strong", {}, KINDS[one.kind] ?? one.kind), one.about && ` ${one.about}`),
            make("span", { class: "fine" }, `${one.who}, ${time(one)} UTC, entry ${one.seq}`),
            one.has_letter && one.seq !== last && make("span", { class: "row" }, button("Compare with now", () => this.#compare(one.seq, last), { kind: "small plain" }), this.may && button("Restore", () => this.#restore(one.seq), { kind: "small plain" })),
          ),
        ),
      ),
    );
  }

  async #compare(from, to) {
    try {
      compareView(await ask("GET", `${this.path}/versions/${from}?to=${to}`), this.all);
    } catch (error) {
      tell(error.message, true);
    }
  }

  async #restore(seq) {
    try {
      const { letter } = await ask("GET", `${this.path}/versions/${seq}`);
      await this.restore(letter, seq);
    } catch (error) {
      tell(error.message, true);
    }
  }
}

/** Two versions side by side in a sheet, paragraph beside paragraph. */
function compareView(told, all) {
  const named = (seq) => {
    const one = all.find((each) => each.seq === Number(seq));
    return one ? `${KINDS[one.kind]} by ${one.who}, ${time(one)}` : `entry ${seq}`;
  };
  const changed = told.sides.filter((one) => one.kind !== "same").length;
  const rows = make("div", { class: "sides", tabindex: "0", role: "region", "aria-label": `Entry ${told.seq} beside entry ${told.to}` });
  const draw = (whole) => rows.replaceChildren(...sidesOf(told.sides, whole));
  const switcher = button("Show the whole letter", () => {
    const whole = switcher.getAttribute("aria-pressed") !== "true";
    switcher.setAttribute("aria-pressed", whole);
    draw(whole);
  }, { kind: "small", "aria-pressed": "false" });
  const dialog = make(
    "dialog",
    { class: "wide", "aria-label": "Two versions side by side" },
    make("div", { class: "head" }, make("h2", {}, `${changed} ${changed === 1 ? "paragraph differs" : "paragraphs differ"}`), switcher, make("form", { method: "dialog", class: "end" }, make("button", { class: "small", autofocus: true }, "Close"))),
    make("div", { class: "sides-head" }, ...[["Earlier", told.seq, told.findings.before], ["Later", told.to, told.findings.after]].map(([words, seq, found]) => make("div", {}, make("strong", {}, `${words}: entry ${seq}`), make("span", { class: "fine" }, named(seq)), findingsLine(found)))),
    findingsChange(told.findings),
    rows,
  );
  draw(false);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function findingsLine(found) {
  const count = (kind) => found.filter((one) => one.severity === kind).length;
  const [bad, warn] = [count("error"), count("warning")];
  return make("span", { class: "counts" }, bad > 0 && make("span", { class: "pill bad" }, `${bad} contradicted`), warn > 0 && make("span", { class: "pill warn" }, `${warn} doubtful`), bad + warn === 0 && make("span", { class: "pill good" }, "clean"));
}

function findingsChange({ before, after }) {
  const key = (one) => `${one.code} ${one.message}`;
  const gone = before.filter((one) => !after.some((other) => key(other) === key(one)));
  const come = after.filter((one) => !before.some((other) => key(other) === key(one)));
  if (!gone.length && !come.length) return "";
  const line = (one, sign, words) => make("li", {}, make("span", { class: `pill ${sign}` }, words), ` ${one.code} ${one.message}`);
  return make("ul", { class: "findings-change" }, ...gone.map((one) => line(one, "good", "gone")), ...come.map((one) => line(one, "bad", "new")));
}

function sidesOf(sides, whole) {
  const shown = sides.filter((one) => whole || one.kind !== "same");
  if (!shown.length) return [make("p", { class: "empty" }, "The texts are the same.")];
  return shown.map((one) => {
    const pieces = one.kind === "same" ? null : wordDifference(one.before.replace(/\n/g, " "), one.after.replace(/\n/g, " "));
    const side = (kind, text) => make("p", {}, ...(pieces ? pieces.filter((piece) => piece.kind === "same" || piece.kind === kind).map((piece) => (piece.kind === "same" ? piece.text : make(kind === "added" ? "ins" : "del", {}, piece.text))) : [text]));
    return make("div", { class: `side-row ${one.kind}` }, side("removed", one.before), side("added", one.after));
  });
}
