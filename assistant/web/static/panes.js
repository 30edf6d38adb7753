// Three panes that resize and collapse by mouse and by keyboard, and remember how they were left.
// On a tablet two of them fit, at high zoom one: opening one then closes another.

const KEPT = "imr-panes";
const NAMES = ["record", "letter", "side"];

export class Panes {
  constructor(bench) {
    this.bench = bench;
    this.kept = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    this.shown = new Set(this.kept.shown ?? NAMES);
    this.dividers = [...bench.querySelectorAll(".divider")];
    this.buttons = [...document.querySelectorAll("[data-show]")];
    this.sizes = [matchMedia("(min-width: 68rem)"), matchMedia("(min-width: 44rem)")];
    for (const divider of this.dividers) this.#resizes(divider);
    for (const button of this.buttons) button.addEventListener("click", () => this.toggle(button.dataset.show));
    for (const size of this.sizes) size.addEventListener("change", () => this.#fit("letter"));
    this.#fit("letter");
  }

  /** Bring a pane into view. */
  show(name) {
    this.shown.add(name);
    this.#fit(name);
  }

  toggle(name) {
    if (this.#visible().has(name) && this.#visible().size > 1) this.shown.delete(name);
    else this.shown.add(name);
    this.#fit(name);
  }

  /** How many panes fit. */
  get #room() {
    return this.sizes[0].matches ? 3 : this.sizes[1].matches ? 2 : 1;
  }

  #visible() {
    return new Set(NAMES.filter((name) => !document.getElementById(name).hidden));
  }

  /** Show what was asked for; where it does not fit, `last` and the letter go first. */
  #fit(last) {
    if (!this.shown.size) this.shown.add("letter");
    const order = [last, "letter", "side", "record"].filter((name, at, all) => this.shown.has(name) && all.indexOf(name) === at);
    const visible = new Set(order.slice(0, this.#room));
    for (const name of NAMES) document.getElementById(name).hidden = !visible.has(name);
    for (const button of this.buttons) button.setAttribute("aria-pressed", visible.has(button.dataset.show));
    for (const divider of this.dividers) {
      divider.hidden = !(visible.has(divider.dataset.pane) && visible.size > 1);
      this.#width(divider, this.kept[divider.dataset.pane] ?? Number(divider.getAttribute("aria-valuenow")));
    }
    this.bench.classList.toggle("alone", visible.size === 1);
    const wide = (name) => !visible.has("letter") && visible.has(name);
    for (const name of ["record", "side"]) document.getElementById(name).classList.toggle("wide", wide(name) && (name === "record" || !visible.has("record")));
    this.#keep();
  }

  #width(divider, percent) {
    const width = Math.max(14, Math.min(60, percent));
    this.bench.style.setProperty(`--${divider.dataset.pane}`, `${width}%`);
    divider.setAttribute("aria-valuenow", Math.round(width));
    this.kept[divider.dataset.pane] = width;
  }

  #keep() {
    if (this.#room === 3) localStorage.setItem(KEPT, JSON.stringify({ ...this.kept, shown: [...this.shown] }));
  }

  #resizes(divider) {
    const left = divider.dataset.pane === "record";
    const now = () => Number(divider.getAttribute("aria-valuenow"));
    divider.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: left ? -3 : 3, ArrowRight: left ? 3 : -3 }[event.key];
      if (step) this.#width(divider, now() + step);
      else if (event.key === "Enter") this.toggle(divider.dataset.pane);
      else return;
      event.preventDefault();
      this.#keep();
    });
    divider.addEventListener("dblclick", () => this.toggle(divider.dataset.pane));
    divider.addEventListener("pointerdown", (event) => {
      divider.setPointerCapture(event.pointerId);
      const box = this.bench.getBoundingClientRect();
      const move = (at) => {
        const width = (100 * (left ? at.clientX - box.left : box.right - at.clientX)) / box.width;
        if (width < 8) this.toggle(divider.dataset.pane);
        else this.#width(divider, width);
      };
      divider.addEventListener("pointermove", move);
      divider.addEventListener(
        "lostpointercapture",
        () => {
          divider.removeEventListener("pointermove", move);
          this.#keep();
        },
        { once: true },
      );
    });
  }
}

/** Tabs of one list: arrows move, `choose` shows the panel of a name. */
export class Tabs {
  constructor(list, chosen = () => {}) {
    this.tabs = [...list.querySelectorAll("[role=tab]")];
    this.chosen = chosen;
    for (const [index, tab] of this.tabs.entries()) {
      tab.addEventListener("click", () => this.#choose(tab));
      tab.addEventListener("keydown", (event) => {
        const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: this.tabs.length - 1 }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        const next = this.tabs[(to + this.tabs.length) % this.tabs.length];
        this.#choose(next);
        next.focus();
      });
    }
  }

  choose(name) {
    this.#choose(this.tabs.find((tab) => tab.getAttribute("aria-controls") === name));
  }

  get now() {
    return this.tabs.find((tab) => tab.getAttribute("aria-selected") === "true").getAttribute("aria-controls");
  }

  #choose(tab) {
    for (const one of this.tabs) {
      one.setAttribute("aria-selected", one === tab);
      one.tabIndex = one === tab ? 0 : -1;
      document.getElementById(one.getAttribute("aria-controls")).hidden = one !== tab;
    }
    this.chosen(tab.getAttribute("aria-controls"));
  }
}
