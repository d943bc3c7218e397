// Keys of the desk's queue. Comfort only: every act is a plain form or link that works without this file.
(() => {
  "use strict";
  const find = (selector, root = document) => root.querySelector(selector);
  const list = find("[data-queue]");
  const said = find("[data-said]");
  const reasons = find("[data-reasons]");
  const keys = find("[data-keys]");
  const toggle = find("button", keys);
  const token = find("[name=csrf_token]").value;
  const undos = [];
  const sent = new Set(); // cards whose ruling is on its way
  let chain = Promise.resolve(); // one post after the other: answers come in the order of the keys
  let claiming;
  let hungry = false;

  const current = () => document.activeElement.closest("[data-queue] > article");
  const go = (card) => {
    hungry = !card;
    if (card) card.focus();
    else list.focus();
  };
  const say = (words) => {
    const note = document.createElement("p");
    note.className = "notice notice-warning";
    note.setAttribute("role", "alert");
    note.textContent = words;
    said.replaceChildren(note);
  };
  const noteUndo = () => {
    const form = find("form", said);
    if (form) undos.push(form.action);
  };

  // What the page that answered shows: its status line, and the cards that are not here yet, each at its place.
  const take = (page, back) => {
    said.replaceChildren(...find("[data-said]", page).childNodes);
    find(".docket").replaceChildren(...find(".docket", page).childNodes);
    let last = null;
    let fresh = null;
    for (const card of page.querySelectorAll("[data-queue] > article")) {
      const here = document.getElementById(card.id);
      if (!here && sent.has(card.id)) continue;
      if (!here) {
        if (last) last.after(card);
        else list.prepend(card);
        fresh = fresh || card;
      }
      last = here || card;
    }
    if (!find("article", list)) list.replaceChildren(...find("[data-queue]", page).childNodes);
    if (back || hungry) go(back ? fresh : find("article", list));
  };
  const post = (url, fields, back) => {
    chain = chain.then(async () => {
      let words = list.dataset.failed;
      try {
        const answer = await fetch(url, { method: "POST", body: new URLSearchParams({ csrf_token: token, ...fields }) });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const why = find("main .lead, .error-summary li, h1", page);
        if (!answer.ok || !find("[data-queue]", page)) throw (words = why ? why.textContent : words);
        back(page);
      } catch {
        back(null);
        say(words);
      }
    });
  };
  const rule = (card, url, fields) => {
    const next = card.nextElementSibling;
    reasons.hidden = true;
    list.after(reasons);
    sent.add(card.id);
    go(next || card.previousElementSibling);
    card.remove();
    post(url, { read: find("[name=read]", card).value, ...fields }, (page) => {
      sent.delete(card.id);
      if (page) {
        take(page);
        noteUndo();
      } else {
        if (next && next.isConnected) next.before(card);
        else list.append(card);
        go(card);
      }
    });
  };
  const acts = {
    j: (card) => go(card ? card.nextElementSibling || card : find("article", list)),
    k: (card) => card && go(card.previousElementSibling || card),
    u: () => {
      chain = chain.then(() => {
        const url = undos.pop();
        if (url) post(url, {}, (page) => page && take(page, true));
      });
    },
    "/": () => find(".filters select").focus(),
    "?": () => { find("ul", keys).hidden = !find("ul", keys).hidden; },
    Escape: (card) => {
      reasons.hidden = true;
      go(card);
    },
  };
  const press = (card, key) => {
    const thing = find(`[data-key="${CSS.escape(key)}"]`, card);
    if (!thing) return false;
    if (key === "a") rule(card, thing.form.action, {});
    else if (key === "d" && find("button", reasons)) {
      card.append(reasons);
      reasons.hidden = false;
      find("button", reasons).focus();
    } else thing.click();
    return true;
  };
  const decline = (card, button) => rule(card, find('[data-key="d"]', card).href, { guideline: button.value, whole: "y" });

  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (typing || event.ctrlKey || event.altKey || event.metaKey || localStorage.keysOff) return;
    const card = current();
    const reason = !reasons.hidden && card && /^[1-9]$/.test(event.key) && reasons.querySelectorAll("button")[event.key - 1];
    if (reason) decline(card, reason);
    else if (acts[event.key]) acts[event.key](card);
    else if (!card || !press(card, event.key)) return;
    event.preventDefault();
  });
  list.addEventListener("submit", (event) => {
    if (!find('[data-key="a"]', event.target)) return;
    event.preventDefault();
    rule(event.target.closest("article"), event.target.action, {});
  });
  reasons.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) decline(current(), button);
  });

  // Whoever stays on a card for a moment tells colleagues so.
  list.addEventListener("focusin", () => {
    clearTimeout(claiming);
    claiming = setTimeout(async (card) => {
      const form = card && card.isConnected && find("form[data-claim]", card);
      if (!form) return;
      const fields = new URLSearchParams({ csrf_token: token, script: "y" });
      const answer = await fetch(form.action, { method: "POST", body: fields }).catch(() => null);
      if (answer && answer.ok) find("[data-reader]", card).textContent = (await answer.json()).reading;
    }, 1000, current());
  });

  const words = [toggle.textContent, toggle.dataset.off];
  const show = () => { toggle.textContent = words[localStorage.keysOff ? 1 : 0]; };
  toggle.addEventListener("click", () => {
    if (localStorage.keysOff) delete localStorage.keysOff;
    else localStorage.keysOff = "y";
    show();
  });
  show();
  keys.hidden = false;
  list.tabIndex = -1;
  noteUndo();
})();
