/* Comfort only: every page does its work without this file. */
"use strict";
(() => {
  const SWITCH = "saraban.keys";
  const WORKING_AFTER = 300;
  const one = (what, within = document) => within.querySelector(what);
  const all = (what, within = document) => [...within.querySelectorAll(what)];

  /* Keys, by their place on the board, so that Thai and English layouts do the same. */
  const dialog = one("#keys");
  const memory = (() => { try { return window.localStorage; } catch { return { getItem() {}, setItem() {} }; } })();
  const areKeysOn = () => memory.getItem(SWITCH) !== "off";
  const isTyping = (place) => place.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  function step(by) {
    const rows = all(".rows .what, .hit h2 a");
    const at = rows.indexOf(document.activeElement);
    const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
    if (next) { next.focus(); next.closest(".row, .hit").scrollIntoView({ block: "nearest" }); }
    return Boolean(next);
  }

  function press(code) {
    const place = all(`[data-key="${code}"]`).find((it) => it.checkVisibility?.() ?? true);
    if (!place) return false;
    if (place.matches("input, textarea, select")) { place.focus(); place.select?.(); } else place.click();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isTyping(event.target) || one("dialog[open]")) return;
    if (event.code === "Slash" && event.shiftKey) { if (areKeysOn() && dialog) { dialog.showModal(); event.preventDefault(); } return; }
    if (event.shiftKey || !areKeysOn()) return;
    const isDone = event.code === "KeyJ" ? step(1) : event.code === "KeyK" ? step(-1) : press(event.code);
    if (isDone) event.preventDefault();
  });

  if (dialog) {
    const box = one("[data-keys-switch]", dialog);
    box.checked = areKeysOn();
    box.addEventListener("change", () => memory.setItem(SWITCH, box.checked ? "on" : "off"));
  }
  all("[data-script]").forEach((it) => { it.hidden = false; });
  all("[data-opens]").forEach((it) => it.addEventListener("click", () => document.getElementById(it.dataset.opens).showModal()));

  /* Open menus close when one looks elsewhere. */
  const closeMenus = (but) => all(".menu[open], .rail details[open]").forEach((it) => { if (!but || !it.contains(but)) it.open = false; });
  document.addEventListener("click", (event) => closeMenus(event.target));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.activeElement.closest("details[open]");
    if (menu) one("summary", menu).focus();
    if (event.key === "Escape") closeMenus();
  });

  /* What was sent after the session had ended waits in this tab until the same person is back. */
  const TYPED = "saraban.typed";
  const tab = (() => { try { return window.sessionStorage; } catch { return { getItem() { return null; }, setItem() {}, removeItem() {} }; } })();
  const who = () => one(".me .name")?.textContent ?? "";
  const typedIn = (form) => [...form.elements].filter((it) => it.name && !it.matches("[type=hidden], [type=password], [type=file], button"));

  function keep(form) {
    const fields = typedIn(form).map((it) => ({ name: it.name, value: it.value, checked: Boolean(it.checked) }));
    if (form.id && fields.length) tab.setItem(TYPED, JSON.stringify({ form: form.id, place: location.pathname, who: who(), fields }));
  }

  function putBack({ form: id, fields }) {
    const form = document.getElementById(id);
    const boxes = form ? typedIn(form) : [];
    if (boxes.length !== fields.length || boxes.some((it, at) => it.name !== fields[at].name)) return;
    boxes.forEach((it, at) => {
      if (it.matches("[type=checkbox], [type=radio]")) it.checked = fields[at].checked; else it.value = fields[at].value;
    });
    all("[data-typed-is-back]").forEach((it) => { it.hidden = false; });
  }

  const kept = JSON.parse(tab.getItem(TYPED));
  if (kept && one("[data-keeps-typed]")) {
    tab.setItem(TYPED, JSON.stringify({ ...kept, isLost: true }));
    all("[data-typed-waits]").forEach((it) => { it.hidden = false; if (it.matches("a")) it.href = kept.place; });
  } else if (kept) {
    tab.removeItem(TYPED);
    if (kept.isLost && kept.place === location.pathname && kept.who === who()) putBack(kept);
  }

  /* A form is sent once; the button says that it is working. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.getAttribute("aria-busy") === "true") { event.preventDefault(); return; }
    if ("again" in form.dataset) return;
    keep(form);
    form.setAttribute("aria-busy", "true");
    const button = event.submitter;
    if (button) setTimeout(() => showWorking(button), WORKING_AFTER);
  });

  function showWorking(button) {
    button.setAttribute("aria-disabled", "true");
    button.classList.add("is-working");
    if (button.dataset.working) { button.dataset.words = button.innerHTML; button.textContent = button.dataset.working; }
  }

  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    all("form[aria-busy]").forEach((it) => it.removeAttribute("aria-busy"));
    all(".is-working").forEach((it) => {
      it.classList.remove("is-working");
      it.removeAttribute("aria-disabled");
      if (it.dataset.words) it.innerHTML = it.dataset.words;
    });
  });

  /* Files: chosen is sent, dropped is chosen. */
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-autosubmit]") && event.target.value) event.target.form.requestSubmit();
  });
  all("[data-dropzone]").forEach((zone) => {
    const input = one("input[type=file]", zone);
    const over = (event, is) => { event.preventDefault(); zone.classList.toggle("over", is); };
    zone.addEventListener("dragover", (event) => over(event, true));
    zone.addEventListener("dragleave", (event) => { if (!zone.contains(event.relatedTarget)) over(event, false); });
    zone.addEventListener("drop", (event) => {
      over(event, false);
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });

  /* After a fault the cursor stands where it is. */
  one("[aria-invalid=true]")?.focus();
})();
