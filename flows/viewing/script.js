"use strict";
(() => {
  const root = document.documentElement;
  const text = document.getElementById("text");
  const tip = document.getElementById("tip");
  const MOST = 5; // records that are named when the pointer is on a mark
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const off = new Set();
  let current = null;

  // Filters: the kinds that are switched off stand on the root element, where the style finds them.
  const filter = () => {
    off.clear();
    for (const box of document.querySelectorAll("#filters input")) if (!box.checked) off.add(box.dataset.kind);
    root.dataset.off = [...off].join(" ");
    hide();
  };
  document.getElementById("filters").addEventListener("change", filter);
  document.getElementById("theme").addEventListener("click", () => {
    const dark = getComputedStyle(root).getPropertyValue("--night").trim() === "1";
    root.dataset.theme = dark ? "light" : "dark";
  });

  const shown = (mark) => ![...mark.classList].some((name) => off.has(name));

  // Going to a place: the pieces of a mark are found by its name, brought into view and lit for a moment.
  const light = (pieces) => {
    if (!pieces.length) return;
    pieces[0].scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    for (const piece of pieces) {
      piece.classList.remove("flash");
      void piece.offsetWidth;
      piece.classList.add("flash");
      setTimeout(() => piece.classList.remove("flash"), 2400);
    }
  };
  const places = new Map();
  const go = (button) => {
    const names = button.dataset.go.split(" ");
    const turn = places.get(button) ?? 0;
    places.set(button, (turn + 1) % names.length);
    light([...text.querySelectorAll(`.q[data-q="${CSS.escape(names[turn])}"]`)]);
  };
  const turns = new WeakMap();
  const record = (mark) => {
    const names = mark.dataset.r.split(" ");
    const turn = turns.get(mark) ?? 0;
    turns.set(mark, (turn + 1) % names.length);
    const card = document.getElementById(names[turn]);
    if (!card) return;
    light([card]);
    card.querySelector("button")?.focus({ preventScroll: true });
  };

  // What is known of a mark and of those around it, the innermost first.
  const around = (mark) => {
    const found = [];
    for (let node = mark; node && node !== text; node = node.parentElement) {
      if ((node.classList.contains("m") || node.classList.contains("q")) && shown(node)) found.push(node);
    }
    return found;
  };
  const add = (parent, tag, name, words) => {
    const node = parent.appendChild(document.createElement(tag));
    node.className = name;
    node.textContent = words;
  };
  const describe = (marks) => {
    tip.replaceChildren();
    let told = 0;
    for (const mark of marks) {
      const row = tip.appendChild(document.createElement("div"));
      const { t, n, v, u, r } = mark.dataset;
      if (t) {
        add(row, "span", "kind", t);
        if (n) add(row, "strong", "", n);
        if (v) add(row, "code", "", v);
        if (u) add(row, "small", "", u);
      } else if (mark.classList.contains("own") || mark.classList.contains("g")) {
        for (const name of r.split(" ")) {
          const title = document.querySelector(`#${CSS.escape(name)} h3`)?.textContent;
          if (title && ++told <= MOST) add(row, "span", mark.classList.contains("g") ? "record gold" : "record", title);
        }
      }
      if (!row.childNodes.length) row.remove();
    }
    if (told > MOST) add(tip, "div", "more", `and ${told - MOST} more`);
    return tip.childNodes.length > 0;
  };
  const put = (box) => {
    tip.hidden = false;
    const width = tip.offsetWidth, height = tip.offsetHeight;
    const left = Math.min(Math.max(8, box.left), innerWidth - width - 8);
    const below = box.bottom + 8 + height < innerHeight;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${below ? box.bottom + 8 : Math.max(8, box.top - height - 8)}px`;
  };
  const show = (mark, box) => {
    const marks = around(mark);
    if (marks.length && describe(marks)) put(box ?? mark.getClientRects()[0] ?? mark.getBoundingClientRect());
    else hide();
  };
  const hide = () => {
    tip.hidden = true;
    current?.classList.remove("current");
    current = null;
  };
  text.addEventListener("pointerover", (event) => {
    const mark = event.target.closest(".m, .q");
    if (!mark) return hide();
    const rects = [...mark.getClientRects()];
    show(mark, rects.find((r) => event.clientY >= r.top - 2 && event.clientY <= r.bottom + 2));
  });
  text.addEventListener("pointerleave", hide);
  text.addEventListener("blur", hide);
  addEventListener("scroll", () => { if (!current) hide(); }, { passive: true, capture: true });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-go]");
    if (button) return go(button);
    const mark = event.target.closest("#text .m, #text .q");
    const owner = mark && around(mark).find((m) => m.dataset.r && (m.classList.contains("own") || m.classList.contains("g")));
    if (owner && getSelection().isCollapsed) record(owner);
  });

  // The keyboard in the text.
  text.addEventListener("keydown", (event) => {
    if (event.target !== text || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return hide();
    if (event.key === "Enter" && current) {
      const owner = around(current).find((m) => m.dataset.r);
      if (owner) record(owner);
      return;
    }
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    // of marks around the same words only the innermost is a stop: what is shown there tells of the others too
    const alone = (m) => ![...m.children].some((c) => c.textContent === m.textContent && shown(c));
    const marks = [...text.querySelectorAll(".m, .own, .g")].filter((m) => shown(m) && alone(m));
    if (!marks.length) return;
    const at = current ? marks.indexOf(current) : marks.findIndex((m) => m.getBoundingClientRect().bottom > 0) - step;
    const next = marks[(at + step + marks.length) % marks.length];
    hide();
    current = next;
    next.classList.add("current");
    next.scrollIntoView({ block: "nearest" });
    show(next);
    current = next;
  });
  filter();
})();
