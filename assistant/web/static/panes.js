// Three panes that resize and collapse by mouse and by keyboard, and remember their widths.

const KEPT = "imr-panes";

export function panes(bench) {
  const widths = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
  const set = (divider, percent) => {
    const pane = document.getElementById(divider.dataset.pane);
    const width = Math.max(0, Math.min(60, percent));
    pane.classList.toggle("collapsed", width < 8);
    pane.style.width = `${width}%`;
    divider.setAttribute("aria-valuenow", Math.round(width));
    widths[divider.dataset.pane] = width;
    localStorage.setItem(KEPT, JSON.stringify(widths));
  };
  for (const divider of bench.querySelectorAll(".divider")) {
    const left = divider.dataset.pane === "record";
    const usual = Number(divider.getAttribute("aria-valuenow"));
    if (divider.dataset.pane in widths) set(divider, widths[divider.dataset.pane]);
    const now = () => Number(divider.getAttribute("aria-valuenow"));
    divider.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: left ? -3 : 3, ArrowRight: left ? 3 : -3 }[event.key];
      if (step) set(divider, now() + step);
      else if (event.key === "Enter" || event.key === " ") set(divider, now() < 8 ? usual : 0);
      else return;
      event.preventDefault();
    });
    divider.addEventListener("dblclick", () => set(divider, now() < 8 ? usual : 0));
    divider.addEventListener("pointerdown", (event) => {
      divider.setPointerCapture(event.pointerId);
      const box = bench.getBoundingClientRect();
      const move = (at) => {
        const x = left ? at.clientX - box.left : box.right - at.clientX;
        set(divider, (100 * x) / box.width);
      };
      divider.addEventListener("pointermove", move);
      divider.addEventListener("pointerup", () => divider.removeEventListener("pointermove", move), { once: true });
    });
  }
}
