// What is typed: the check runs beside it, and it is kept shortly after. Neither touches the text,
// so no keystroke and no caret is lost.
import { ask, tell } from "./common.js";

const CHECK_AFTER = 60;
const SAVE_AFTER = 700;
const AGAIN_AFTER = 3000;

export class Saving {
  constructor(path, editor, { marked, saved, conflict }) {
    Object.assign(this, { path, editor, marked, saved, conflict });
    this.seen = 0;
    this.unsaved = false;
    this.stuck = false;
    this.running = null;
    this.status = document.getElementById("saved");
    addEventListener("beforeunload", (event) => this.unsaved && event.preventDefault());
  }

  typed() {
    this.unsaved = true;
    this.told("typing \u2026");
    clearTimeout(this.checkTimer);
    clearTimeout(this.saveTimer);
    this.checkTimer = setTimeout(() => this.#check(), CHECK_AFTER);
    if (!this.stuck) this.saveTimer = setTimeout(() => this.now(), SAVE_AFTER);
  }

  /** Whether the page has words that the server does not have yet. */
  get busy() {
    return this.unsaved || this.running !== null;
  }

  told(words) {
    this.status.textContent = words;
  }

  /** One check at a time, of the latest text; an answer about an older text is not drawn. */
  async #check() {
    if (this.checking) {
      this.again = true;
      return;
    }
    this.checking = true;
    const letter = this.editor.text;
    try {
      const told = await ask("POST", `${this.path}/check`, { letter });
      if (letter === this.editor.text) this.marked(told);
    } catch (error) {
      if (error.status !== 0) tell(error.message, true);
    } finally {
      this.checking = false;
      if (this.again) {
        this.again = false;
        this.#check();
      }
    }
  }

  /** Save what is unsaved; whether everything is safe now. */
  async now() {
    clearTimeout(this.saveTimer);
    while (this.running) await this.running;
    if (!this.unsaved) return true;
    if (this.stuck) return false;
    this.running = this.#send().finally(() => (this.running = null));
    return this.running;
  }

  async #send() {
    const letter = this.editor.text;
    this.unsaved = false;
    this.told("saving \u2026");
    try {
      const told = await ask("PUT", `${this.path}/letter`, { letter, after: this.seen });
      this.seen = told.seen;
      this.told(`saved ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" })}`);
      this.saved({ ...told, letter });
      return true;
    } catch (error) {
      this.unsaved = true;
      this.told("not saved");
      if (error.status === 409) {
        this.stuck = true;
        this.conflict();
      } else {
        tell(`${error.message} What you typed is kept on this page and sent again.`, true);
        this.saveTimer = setTimeout(() => this.now(), AGAIN_AFTER);
      }
      return false;
    }
  }

  /** The present text goes over what was changed elsewhere up to `seen`. */
  over(seen) {
    this.seen = seen;
    this.stuck = false;
    this.unsaved = true;
    return this.now();
  }

  /** The text of the server up to `seen` is the one that counts. */
  settled(seen) {
    this.seen = seen;
    this.stuck = this.unsaved = false;
    this.told("");
  }
}
