// What was done on the case, newest first: compare any two versions of the letter, restore one.
import { ask, button, make, tell } from "./common.js";

const KINDS = { opened: "opened the case", drafted: "drafted", edited: "edited the letter", decided: "decided item", waived: "waived", approved: "approved", returned: "returned it", letter: "printed the letter", chat: "chat" };

export class History {
  constructor(path, { restore }) {
    this.path = path;
    this.restore = restore;
    this.home = document.getElementById("history");
  }

  async show() {
    const all = await ask("GET", `${this.path}/versions`).catch(() => []);
    const shown = all.filter((one) => one.kind !== "chat");
    const letters = shown.filter((one) => one.has_letter);
    const choice = (label, value) => {
      const select = make("select", { "aria-label": label }, ...letters.map((one) => make("option", { value: one.seq }, `${one.at.slice(0, 16).replace("T", " ")} ${KINDS[one.kind]} (${one.seq})`)));
      if (value !== undefined) select.value = value;
      return select;
    };
    const from = choice("Earlier version", (letters[1] ?? letters[0])?.seq);
    const to = choice("Later version", letters[0]?.seq);
    this.difference = make("div", {});
    this.home.replaceChildren(
      letters.length > 1 ? make("div", { class: "compare" }, from, to, button("Compare", () => this.#compare(from.value, to.value), { kind: "small" })) : "",
      this.difference,
      make(
        "ol",
        { class: "history" },
        ...shown.map((one) =>
          make(
            "li",
            {},
            make("span", {}, make("strong", {}, KINDS[one.kind] ?? one.kind), one.about && ` ${one.about}`),
            make("span", { class: "fine" }, `${one.who}, ${one.at.replace("T", " ").slice(0, 19)} UTC, entry ${one.seq}`),
            one.has_letter && one.seq !== letters[0]?.seq && make("span", { class: "row" }, button("Compare with now", () => this.#compare(one.seq, letters[0].seq), { kind: "small plain" }), button("Restore", () => this.#restore(one.seq), { kind: "small plain" })),
          ),
        ),
      ),
    );
  }

  async #compare(from, to) {
    try {
      const told = await ask("GET", `${this.path}/versions/${from}?to=${to}`);
      const near = (at) => told.difference.slice(Math.max(0, at - 1), at + 2).some((line) => line.kind !== "same");
      const shown = told.difference.filter((_, at) => near(at));
      const lines = shown.length ? shown.map((line) => make({ same: "span", added: "ins", removed: "del" }[line.kind], {}, line.text || "\u00a0")) : [make("p", { class: "soft" }, "The texts are the same.")];
      this.difference.replaceChildren(make("div", { class: "diff", tabindex: "0", role: "region", "aria-label": `Entry ${from} against entry ${to}` }, ...lines));
      this.difference.firstChild.focus();
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
