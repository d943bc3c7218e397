// Keys of the desk's queue. Comfort only: every act is a plain form or link that works without this file.
(() => {
  "use strict";
  const find = (selector, root = document) => root.querySelector(selector);
  const cards = (root = document) => [...root.querySelectorAll("[data-queue] > article")];
  const [list, said, reasons, keys] = ["queue", "said", "reasons", "keys"].map((name) => find(`[data-${name}]`));
  const token = find("[name=csrf_token]").value;
  const undos = [];
  const sent = new Set(); // cards whose ruling is on its way
  let chain = Promise.resolve(); // one post after the other, in the order of the keys
  let hungry = false; // no card was left to go to
  let claiming;

  const current = () => document.activeElement.closest("[data-queue] > article");
  const go = (card) => {
    hungry = !card;
    (card || list).focus();
  };
  const noteUndo = () => find("form", said) && undos.push(find("form", said).action);
  const fetched = (url, fields) =>
    fetch(url, { method: "POST", body: new URLSearchParams({ csrf_token: token, ...fields }) });

  // The page that answered: its status line, and those of its cards that are not here yet, each at its place.
  const take = (page, back) => {
    for (const part of ["[data-said]", ".docket"]) find(part).replaceChildren(...find(part, page).childNodes);
    const fresh = [];
    cards(page).reduce((last, card) => {
      const here = document.getElementById(card.id);
      if (here || sent.has(card.id)) return here || last;
      if (last) last.after(card);
      else list.prepend(card);
      fresh.push(card);
      return card;
    }, null);
    if (!cards().length) list.replaceChildren(...find("[data-queue]", page).childNodes);
    if (back || hungry) go(back ? fresh[0] : cards()[0]);
  };
  const post = (url, fields, done) => {
    chain = chain.then(async () => {
      let words = list.dataset.failed;
      let page = null;
      try {
        const answer = await fetched(url, fields);
        page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (!answer.ok || !find("[data-queue]", page)) {
          words = (find("main .lead", page) || find(".error-summary li, h1", page)).textContent;
          page = null;
        }
      } catch { /* the words say so */ }
      done(page);
      if (!page) {
        const note = document.createElement("p");
        note.className = "notice notice-warning";
        note.setAttribute("role", "alert");
        note.textContent = words;
        said.replaceChildren(note);
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
        return noteUndo();
      }
      list.insertBefore(card, next && next.isConnected ? next : null);
      go(card);
    });
  };
  const decline = (card, button) => rule(card, find('[data-key="d"]', card).href, { guideline: button.value, whole: "y" });

  const acts = {
    j: (card) => go(card ? card.nextElementSibling || card : cards()[0]),
    k: (card) => card && go(card.previousElementSibling || card),
    u: () => {
      chain = chain.then(() => {
        if (undos.length) post(undos.pop(), {}, (page) => page && take(page, true));
      });
    },
    "/": () => find(".filters select").focus(),
    "?": () => find("ul", keys).toggleAttribute("hidden"),
    Escape: (card) => {
      reasons.hidden = true;
      if (card) go(card);
    },
  };
  const press = (card, key) => {
    const thing = find(`[data-key="${CSS.escape(key)}"]`, card);
    if (!thing) return false;
    if (key === "a") rule(card, thing.form.action);
    else if (key === "d" && find("button", reasons)) {
      card.append(reasons);
      reasons.hidden = false;
      find("button", reasons).focus();
    } else thing.click();
    return true;
  };

  addEventListener("keydown", (event) => {
    const elsewhere = event.target.closest("input, select, textarea") || event.ctrlKey || event.altKey || event.metaKey;
    if (elsewhere || localStorage.keysOff) return;
    const card = current();
    const reason = !reasons.hidden && card && find(`li:nth-child(${Number(event.key) || 0}) button`, reasons);
    if (reason) decline(card, reason);
    else if (Object.hasOwn(acts, event.key)) acts[event.key](card);
    else if (!card || !press(card, event.key)) return;
    event.preventDefault();
  });
  list.addEventListener("submit", (event) => {
    if (!find('[data-key="a"]', event.target)) return;
    event.preventDefault();
    rule(current() || event.target.closest("article"), event.target.action);
  });
  reasons.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) decline(current(), button);
  });

  // Whoever stays on a card for a moment tells colleagues so.
  list.addEventListener("focusin", () => {
    clearTimeout(claiming);
    const card = current();
    claiming = setTimeout(async () => {
      const form = card && card.isConnected && find("[data-claim]", card);
      const answer = form && (await fetched(form.action, { script: "y" }).catch(() => null));
      if (answer && answer.ok) find("[data-reader]", card).textContent = (await answer.json()).reading;
    }, 1000);
  });

  const button = find("button", keys);
  const words = [button.textContent, button.dataset.off];
  const show = () => { button.textContent = words[localStorage.keysOff ? 1 : 0]; };
  button.addEventListener("click", () => {
    if (localStorage.keysOff) delete localStorage.keysOff;
    else localStorage.keysOff = "y";
    show();
  });
  show();
  keys.hidden = false;
  list.tabIndex = -1;
  noteUndo();
})();
