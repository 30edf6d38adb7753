// The chat: answers as they come, evidence as links, proposals as differences to decide on.
import { ask, askFor, button, events, icon, make, reach, tell } from "./common.js";
import { wordDifference } from "./text.js";

const PLACE = /([\w .()-]{1,80}\.(?:txt|md|pdf|docx)), page (\d{1,5})|([a-z0-9-]+\/[\w.-]+\/[\w-]+[#:][\w-]+)|draft\.md, line (\d+)/g;
const STARTERS = ["How many visits so far?", "Which limit of the guideline governs item 1?", "What did earlier care do for function?", "Are there findings?"];

export class ChatPane {
  constructor(path, { links, before, changed, line, may }) {
    Object.assign(this, { path, links, before, changed, line, may });
    this.home = document.getElementById("said");
    this.form = document.getElementById("say");
    this.question = document.getElementById("question");
    this.stop = document.getElementById("stop");
    this.proposals = new Map();
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#say(this.question.value);
    });
    this.question.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.form.requestSubmit();
    });
    this.stop.addEventListener("click", () => this.abort?.abort());
  }

  /** What was said before, once; a question that comes meanwhile waits for it. */
  load() {
    this.loading ??= this.#load();
    return this.loading;
  }

  async #load() {
    try {
      const told = await ask("GET", `${this.path}/chat`);
      this.model = told.model;
      const model = told.model === "template" ? "No model is set: commands and plain questions are answered from the record and the guidelines." : `Answered by ${told.model}. Names and numbers that identify the patient are replaced before anything is sent.`;
      this.home.replaceChildren(make("p", { class: "fine" }, this.may ? model : `${model} Your role asks and reads; a reviewer proposes and decides.`), ...told.turns.map((turn) => (turn.kind === "asked" ? this.#asked(turn.text) : make("div", { class: "answer" }, ...turn.text.split("\n").map((text) => make("p", {}, ...this.#linked(text)))))));
      for (const one of told.proposals.filter((proposal) => proposal.status === "open")) this.home.append(this.#proposal(one));
      if (!told.turns.length) this.home.append(this.#starters());
      this.#down();
    } catch (error) {
      this.loading = null;
      tell(error.message, true);
    }
  }

  #starters() {
    return make("div", { class: "starters" }, ...STARTERS.map((words) => button(words, () => this.#say(words), { kind: "small" })), button("/help", () => this.#say("/help"), { kind: "small" }));
  }

  #asked(text) {
    return make("p", { class: "asked" }, make("span", { class: "unseen" }, "You: "), text);
  }

  async #say(words) {
    const text = words.trim();
    if (!text || this.abort) return;
    this.question.value = "";
    this.#busy(true);
    await this.load();
    this.home.querySelector(".starters")?.remove();
    const answer = make("div", { class: "answer" });
    this.home.append(this.#asked(text), answer);
    this.#down();
    try {
      await this.before();
      const stream = await reach(`${this.path}/chat`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text }), signal: this.abort.signal });
      await events(stream, (event) => this.#event(event, answer));
    } catch (error) {
      answer.append(make("p", { class: error.name === "AbortError" ? "fine" : "bad" }, error.name === "AbortError" ? "stopped" : error.message));
    } finally {
      this.#busy(false);
      this.#down();
    }
  }

  #busy(on) {
    this.abort = on ? new AbortController() : null;
    this.stop.hidden = !on;
    document.getElementById("send").hidden = on;
    this.home.setAttribute("aria-busy", on);
  }

  #event(event, answer) {
    if (event.kind === "text" && this.model !== "template" && answer.dataset.open) answer.lastChild.append(...this.#linked(event.text));
    else if (event.kind === "text") {
      answer.append(make("p", {}, ...this.#linked(event.text)));
      answer.dataset.open = "1";
      return this.#down();
    } else if (event.kind === "source") answer.append(make("p", { class: "told" }, event.text, " ", ...this.#linked(event.where ?? "", event.text)));
    else if (event.kind === "tool") answer.append(make("p", { class: "fine" }, icon("link"), ` looked up: ${event.text.replaceAll("_", " ")}`));
    else if (event.kind === "proposal") {
      this.proposals.get(event.proposal.id)?.remove();
      answer.append(this.#proposal(event.proposal));
    } else if (event.kind === "changed") answer.append(make("p", { class: "notice good" }, event.text));
    else if (event.kind === "error") answer.append(make("p", { class: "notice bad" }, event.text));
    else if (event.kind === "end" && event.changed) this.changed();
    if (event.kind !== "text") delete answer.dataset.open;
    this.#down();
  }

  /** Text with its places as buttons, and what a model sets in **bold**. */
  #linked(text, about = text) {
    const quote = /"([^"]{4,})"/.exec(about)?.[1];
    const pieces = [];
    let at = 0;
    for (const found of text.matchAll(PLACE)) {
      pieces.push(...bold(text.slice(at, found.index).replace(/\[$/, "")));
      const [whole, document, page, id, line] = found;
      const name = document?.trim();
      if (name) pieces.push(button(`${name}, p. ${page}`, () => this.links.record({ document: name, page: Number(page), quote }), { kind: "ref", sign: "file" }));
      else if (id) pieces.push(button(id, () => this.links.source(id), { kind: "ref", sign: "link" }));
      else pieces.push(button(`line ${line}`, () => this.line(Number(line)), { kind: "ref" }));
      at = found.index + whole.length;
      if (text[at] === "]") at++;
    }
    return [...pieces, ...bold(text.slice(at))];
  }

  #proposal(one) {
    const pieces = differenceOf(one);
    const [before, after] = one.errors;
    const act = (verdict, fresh) => this.#decide(one, verdict, fresh);
    const open = one.status === "open";
    const view = make(
      "article",
      { class: "proposal", "aria-label": `Proposal ${one.id}`, "data-proposal": one.id },
      make("p", { class: "meta" }, make("strong", {}, `Proposal ${one.id}`), make("span", {}, one.item ? `item ${one.item}` : "summary"), make("span", { class: `pill ${after > before ? "bad" : after < before ? "good" : ""}` }, `errors ${before} \u2192 ${after}`), !open && make("span", { class: `pill ${one.status === "accepted" ? "good" : ""}` }, one.status)),
      one.why && make("p", { class: "fine" }, one.why),
      make("div", { class: "change" }, ...pieces.map(({ kind, text }) => (kind === "same" ? text : make(kind === "added" ? "ins" : "del", {}, text)))),
      one.findings.length > 0 && make("ul", { class: "told-findings" }, ...one.findings.map((words) => make("li", {}, icon("warn"), words))),
      open && this.may && make("div", { class: "row" }, button("Accept", () => act("accept"), { kind: "main small", sign: "check" }), button("Edit\u2026", async () => {
        await askFor(`Proposal ${one.id} in your words`, "What the letter should say instead", { value: one.new, send: (fresh) => act("change", fresh) });
      }, { kind: "small" }), button("Reject", () => act("reject"), { kind: "small" })),
    );
    this.proposals.set(one.id, view);
    return view;
  }

  async #decide(one, verdict, fresh = "") {
    try {
      await this.before();
      const told = await ask("POST", `${this.path}/proposals/${one.id}`, { verdict, new: fresh });
      for (const event of told.events.filter((each) => each.kind !== "proposal")) tell(event.text, event.kind === "error");
      for (const proposal of told.proposals) {
        const old = this.proposals.get(proposal.id);
        if (old && proposal.id === one.id) old.replaceWith(this.#proposal(proposal));
        else if (!old && proposal.status === "open") this.home.append(this.#proposal(proposal));
      }
      if (verdict === "accept") this.changed();
      this.#down();
    } catch (error) {
      tell(error.message, true);
    }
  }

  #down() {
    this.home.scrollTop = this.home.scrollHeight;
  }
}

/** What a proposal changes, by words, from its line difference. */
function differenceOf(one) {
  const side = (sign) => one.diff.split("\n").filter((line) => !/^(---|\+\+\+|@@)/.test(line) && (line[0] === sign || line[0] === " ")).map((line) => line.slice(1)).join("\n");
  return wordDifference(side("-").replace(/(?<=[^\n])\n(?=[^\n])/g, " "), side("+").replace(/(?<=[^\n])\n(?=[^\n])/g, " "));
}

const bold = (text) => text.split(/\*\*(.+?)\*\*/).map((piece, at) => (at % 2 ? make("strong", {}, piece) : piece)).filter(Boolean);
