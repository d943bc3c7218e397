// What can be told of a page from its document and its layout.
() => {
  const all = (selector) => [...document.querySelectorAll(selector)]
  const visible = (e) => {
    const r = e.getBoundingClientRect(), s = getComputedStyle(e)
    return r.width > 0 && r.height > 0 && s.visibility !== "hidden" && s.display !== "none" && +s.opacity > 0
  }
  const name = (e) =>
    e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") +
    (e.getAttribute("name") ? "[name=" + e.getAttribute("name") + "]" : "") + ' "' +
    (e.innerText || e.value || e.getAttribute("aria-label") || "").trim().replace(/\s+/g, " ").slice(0, 30) + '"'

  // ---- targets (WCAG 2.5.8): a link in a sentence is exempt; a checkbox or radio counts with its label
  const size = (e) => {
    const r = e.getBoundingClientRect()
    let w = r.width, h = r.height
    if (e.labels && /^(checkbox|radio)$/.test(e.type)) {
      for (const label of e.labels) {
        const b = label.getBoundingClientRect()
        w = Math.max(w, b.width)
        h = Math.max(h, b.height)
      }
    }
    return [Math.round(w), Math.round(h)]
  }
  const inSentence = (e) =>
    e.tagName === "A" && getComputedStyle(e).display === "inline" && e.parentElement &&
    (e.parentElement.innerText || "").trim().length > (e.innerText || "").trim().length + 3
  const atRest = (e) => { // a skip link waiting off the page
    const r = e.getBoundingClientRect()
    return r.right < 0 || r.bottom < 0 || (r.width <= 1 && r.height <= 1)
  }
  const controls = "a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[tabindex='0']"
  const small = [], loose = [], tight = []
  for (const e of all(controls).filter(visible)) {
    if (inSentence(e) || atRest(e)) continue
    const [w, h] = size(e)
    // a lone link may lean on the spacing exception, which axe judges: told apart
    if (w < 24 || h < 24) (e.tagName === "A" && !e.closest("nav") ? loose : small).push(`${name(e)} ${w}x${h}`)
    else if (h < 44 && /^(BUTTON|INPUT|SELECT|TEXTAREA|SUMMARY)$/.test(e.tagName)) tight.push(`${name(e)} ${w}x${h}`)
  }

  // ---- what sticks out sideways, unless something around it scrolls or clips
  const W = document.documentElement.clientWidth
  const held = (e) => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
      if (/^(auto|scroll|hidden|clip)$/.test(getComputedStyle(p).overflowX)) return true
    }
    return false
  }
  const overflow = []
  if (document.documentElement.scrollWidth > W + 1) {
    for (const e of all("body *")) {
      const r = e.getBoundingClientRect()
      if (r.right > W + 1 && r.width > 0 && !held(e) && overflow.length < 8) overflow.push(`${name(e)} right=${Math.round(r.right)}`)
    }
  }

  // ---- structure
  const levels = all("h1,h2,h3,h4,h5,h6").filter(visible).map((e) => +e.tagName[1])
  const skips = levels.filter((level, i) => i && level > levels[i - 1] + 1).length
  const submit = "button:not([type=button]),input[type=submit],input[type=image]"
  const forms = all("form").map((f) => ({
    action: f.getAttribute("action"),
    method: (f.getAttribute("method") || "get").toLowerCase(),
    fields: f.querySelectorAll("input:not([type=hidden]),select,textarea").length,
    submit: !!f.querySelector(submit) || (!!f.id && !!document.querySelector(`button[form="${f.id}"]`)),
  }))

  // ---- the widest long paragraph, in characters
  const ruler = document.createElement("span")
  ruler.textContent = "0".repeat(10)
  ruler.style.cssText = "position:absolute;visibility:hidden;font:inherit"
  const wide = all("main p").filter(visible).map((p) => {
    p.appendChild(ruler)
    const character = ruler.getBoundingClientRect().width / 10
    ruler.remove()
    return p.innerText.length > 120 ? Math.round(p.clientWidth / (character || 8)) : 0
  })

  // ---- our own sentences: no code, no tables, no forms, nothing written by visitors
  const copy = (document.querySelector("main") || document.body).cloneNode(true)
  const foreign = "script,style,nav,form,table,svg,code,pre,time,dl,[data-user-content],[aria-hidden=true]"
  copy.querySelectorAll(foreign).forEach((e) => e.remove())
  const prose = [...copy.querySelectorAll("p,li")].map((e) => e.textContent.trim().replace(/\s+/g, " "))
    .filter((t) => t.split(" ").length > 3).join("\n")

  const typed = "input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=submit]),select,textarea"
  const personal = "input[type=email],input[name=email],input[name=name],input[type=tel]"
  return {
    title: document.title.trim(), lang: document.documentElement.lang,
    h1: all("h1").filter(visible).length, h1Text: (all("h1")[0] || {}).innerText || "", headingSkips: skips,
    main: all("main,[role=main]").length, forms, links: all("a[href]").length,
    deadLinks: all('a[href="#"],a[href^="javascript:"]').filter(visible).map(name).slice(0, 6),
    textLength: document.body.innerText.length, small, loose, tight, overflow,
    scrollWidth: document.documentElement.scrollWidth, width: W,
    viewport: (document.querySelector("meta[name=viewport]") || { content: "" }).content,
    bodyPx: parseFloat(getComputedStyle(document.body).fontSize),
    zoomInputs: all(typed).filter(visible).filter((e) => parseFloat(getComputedStyle(e).fontSize) < 16).map(name).slice(0, 5),
    imagesNoSize: all("img").filter((i) => !(i.getAttribute("width") && i.getAttribute("height"))).length,
    inlineHandlers: all("*").filter((e) => [...e.attributes].some((a) => /^on/.test(a.name))).length,
    measure: Math.max(0, ...wide), prose,
    noAutocomplete: all(personal).filter((e) => visible(e) && !e.getAttribute("autocomplete")).map(name),
  }
}
