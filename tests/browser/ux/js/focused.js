// The element that has the focus: where it is, and how many of five points of its part in the window can be seen.
() => {
  const e = document.activeElement
  if (!e || e === document.body || e === document.documentElement) return null
  const r = e.getBoundingClientRect()
  const left = Math.max(r.left, 0), width = Math.min(r.right, innerWidth) - left
  const top = Math.max(r.top, 0), height = Math.min(r.bottom, innerHeight) - top
  const own = (t) => t === e || e.contains(t) || t.contains(e) || [...(e.labels || [])].some((label) => label.contains(t))
  let seen = 0, cover = ""
  for (const [a, b] of [[0.5, 0.5], [0.05, 0.1], [0.95, 0.1], [0.05, 0.9], [0.95, 0.9]]) {
    const hit = document.elementFromPoint(left + width * a, top + height * b)
    if (hit && own(hit)) seen++
    else if (hit) cover = hit.tagName.toLowerCase() + (hit.id ? "#" + hit.id : "") + (typeof hit.className === "string" && hit.className ? "." + hit.className : "")
  }
  if (!e.__uxid) e.__uxid = ++window.__uxn || (window.__uxn = 1)
  const text = (e.innerText || e.value || e.getAttribute("aria-label") || e.name || "").trim().replace(/\s+/g, " ")
  const href = e.getAttribute("href") || ""
  return {
    key: e.__uxid, name: `${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""} "${text.slice(0, 30)}"`,
    x: r.left, y: r.top, w: r.width, h: r.height, seen, cover,
    inView: r.bottom > 0 && r.right > 0 && r.top < innerHeight && r.left < innerWidth,
    parts: /^(date|datetime-local|month|time|week)$/.test(e.type) ? 8 : 0, // each part of a date is a stop of its own
    skips: href.startsWith("#") && !!document.getElementById(href.slice(1)),
  }
}
