// A draft in the making: sentences as a model writes them, rounds, time, tokens and cost; it may be
// stopped, and then everything is as it was.
import { button, events, icon, make, reach } from "./common.js";

const number = (value) => value.toLocaleString("en-US");

/** Tokens, seconds, tries and cost in words; what an endpoint does not count is left out, and so are
 * tries that are no more than one for each of `rounds`. */
export function usageWords(usage, rounds = 1) {
  const tokens = usage.input_tokens + usage.output_tokens;
  return [tokens > 0 && `${number(usage.input_tokens)} tokens in, ${number(usage.output_tokens)} out`, `${usage.seconds.toFixed(1)} s`, usage.tries > rounds && `${usage.tries} tries`, usage.cost !== null && usage.cost !== undefined && `cost ${usage.cost.toFixed(4)}`].filter(Boolean).join(" \u00b7 ");
}

const several = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** What a round found, as a line that opens. */
function roundView(index, { findings, usage }) {
  const words = findings.length ? `${several(findings.length, "finding")} went back to the model` : "nothing left to mend";
  const line = [icon(findings.length ? "warn" : "check"), make("span", {}, make("strong", {}, `Round ${index}: `), words), make("span", { class: "fine" }, usageWords(usage))];
  return findings.length ? make("details", { class: "round" }, make("summary", {}, ...line), make("ul", {}, ...findings.map((one) => make("li", {}, one)))) : make("p", { class: "round" }, ...line);
}

/** How the letter was drafted, above it; null where no model was asked. */
export function runView(run) {
  if (!run) return null;
  const words = run.failure ? `The draft of ${run.model} was not used; this is the template\u2019s. ${run.failure}` : `Drafted by ${run.model}, round ${run.kept} of ${run.rounds.length} kept`;
  return make("details", { class: `run notice ${run.failure ? "warn" : "note"}` }, make("summary", {}, words, run.rounds.length > 0 && make("span", { class: "fine" }, ` ${usageWords(run.usage, run.rounds.length)}`)), ...run.rounds.map((one, at) => roundView(at + 1, one)));
}

/** The view of a draft in the making, in place of the letter. */
export class Drafting {
  constructor(path) {
    this.path = path;
    this.home = document.getElementById("live");
    this.letter = document.getElementById("sections");
  }

  get busy() {
    return Boolean(this.abort);
  }

  /** Draft by `model`; the case as it is then, or null where it was stopped. Throws refusals. */
  async run(model, after) {
    this.abort = new AbortController();
    this.#begin(model);
    let told = null;
    try {
      const answer = await reach(`${this.path}/drafting`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ model, after }), signal: this.abort.signal });
      await events(answer, (event) => {
        if (event.kind === "end") told = event.case;
        else if (event.kind === "error") throw new Error(event.text);
        else this.#event(event);
      });
      if (!told) throw new Error("The draft was cut off; nothing was changed.");
      return told;
    } catch (error) {
      if (error.name === "AbortError") return null;
      throw error;
    } finally {
      clearInterval(this.clock);
      this.abort = null;
      this.home.hidden = true;
      this.letter.hidden = false;
    }
  }

  #begin(model) {
    this.started = Date.now();
    this.item = null;
    this.time = make("span", { class: "number" }, "0.0 s");
    this.state = make("span", { role: "status" }, model === "template" ? "Drafting from record and guideline" : `${model} is writing`);
    this.rounds = make("div", { class: "rounds" });
    this.words = make("div", { class: "text live-text" });
    const stop = button("Stop", () => this.abort?.abort(), { kind: "small", sign: "stop", id: "stop-draft" });
    this.home.replaceChildren(make("div", { class: "live-head" }, make("span", { class: "pulse", "aria-hidden": "true" }), this.state, this.time, stop), this.rounds, this.words);
    this.home.hidden = false;
    this.letter.hidden = true;
    stop.focus();
    this.clock = setInterval(() => (this.time.textContent = `${((Date.now() - this.started) / 1000).toFixed(1)} s`), 100);
  }

  #event(event) {
    if (event.kind === "text") {
      if (event.item !== this.item) {
        this.item = event.item;
        this.line = make("p", {});
        this.words.append(make("h3", {}, event.item ? `Item ${event.item}` : "Clinical case summary"), this.line);
      }
      const low = this.home.scrollHeight - this.home.scrollTop - this.home.clientHeight < 80;
      this.line.append(event.text);
      if (low) this.home.scrollTop = this.home.scrollHeight;
    } else if (event.kind === "round") {
      this.rounds.append(roundView(event.number, event));
      if (!event.findings.length) return;
      this.state.textContent = `Round ${event.number + 1}: the findings are being mended`;
      this.item = null;
      this.words.replaceChildren();
    }
  }
}
