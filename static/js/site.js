// Comfort only: every page works without this file.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = (template, number) =>
    template.replace("{n}", number.toLocaleString(document.documentElement.lang));

  // The summary of errors takes the focus, so that it is read first.
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();

  // Letters left, told from three quarters of the limit on; aloud only after a pause in typing.
  const count = (field) => {
    const shown = document.getElementById(field.id + "-count");
    if (!shown) return;
    const most = Number(field.dataset.maxlength);
    const aloud = document.createElement("span");
    aloud.className = "sr";
    aloud.setAttribute("role", "status");
    shown.after(aloud);
    const first = shown.textContent;
    let pause;
    const update = () => {
      const left = most - [...field.value].length;
      const near = left <= most / 4;
      shown.textContent = near ? words(left < 0 ? shown.dataset.over : shown.dataset.left, Math.abs(left)) : first;
      shown.classList.toggle("over", left < 0);
      clearTimeout(pause);
      if (near) pause = setTimeout(() => { aloud.textContent = shown.textContent; }, 1000);
    };
    field.addEventListener("input", update);
    update();
  };

  // A draft stays in this tab until the receipt comes. Secrets and files are never kept.
  const kept = (form) => [...form.elements].filter((field) =>
    field.name && !["hidden", "password", "file", "submit", "button", "fieldset"].includes(field.type));
  const chosen = (field) => field.type === "checkbox" || field.type === "radio";
  const store = (action) => { try { return action(sessionStorage); } catch { return null; } };
  const name = (key) => "draft:" + key;

  const save = (form) => {
    const values = kept(form).map((field) => [field.name, chosen(field) ? field.checked && field.value : field.value]);
    store((box) => box.setItem(name(form.dataset.draft), JSON.stringify(values)));
  };
  const restore = (form) => {
    const text = store((box) => box.getItem(name(form.dataset.draft)));
    if (!text || summary) return;
    let changed = false;
    const fields = kept(form);
    try {
      JSON.parse(text).forEach(([key, value], index) => {
        const field = fields[index];
        if (!field || field.name !== key) return;
        if (chosen(field)) field.checked = value === field.value;
        else if (!field.value && value) { field.value = value; changed = changed || field.type !== "select-one"; }
      });
    } catch { return; }
    if (!changed) return;
    const note = document.createElement("p");
    note.className = "notice";
    note.setAttribute("role", "status");
    note.textContent = form.dataset.draftNote;
    form.querySelector(":scope > :not([type=hidden])").before(note);
  };
  all("[data-draft-done]").forEach((done) => store((box) => box.removeItem(name(done.dataset.draftDone))));

  // Warns before typed text is left behind.
  const guard = (form) => {
    let unsent = form.dataset.guard === "unsent"; // as after a preview
    form.addEventListener("input", () => { unsent = true; });
    form.addEventListener("submit", () => { unsent = false; });
    addEventListener("beforeunload", (event) => { if (unsent) event.preventDefault(); });
  };

  all("form[data-draft]").forEach((form) => {
    restore(form);
    let pause;
    form.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(save, 400, form); });
    addEventListener("pagehide", () => { if (pause) save(form); });
  });
  all("form[data-guard]").forEach(guard);
  all("[data-maxlength]").forEach(count);

  // A printed receipt is scanned: its code came behind #, where no server sees it. Into the field, out of the address.
  const code = document.querySelector("form[action$='/receipt'] input[name=code]:not([type=hidden])");
  if (code && /^#\w{20,40}$/.test(location.hash)) {
    code.value = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
  }

  all("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  if (navigator.clipboard) all("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copied;
    });
  });
})();
