// A page that shows what is wrong with a form: its summary, the links in it, the marked fields.
() => {
  const summary =
    document.querySelector(".error-summary,[data-error-summary],[class*=error-summary]") ||
    [...document.querySelectorAll("[role=alert]")].find((e) => e.querySelector('a[href^="#"]'))
  const links = summary ? [...summary.querySelectorAll('a[href^="#"]')] : []
  const invalid = [...document.querySelectorAll("[aria-invalid=true]")]
  const described = (e) => (e.getAttribute("aria-describedby") || "").split(" ").some((id) => {
    const d = document.getElementById(id)
    return d && /\w/.test(d.textContent)
  })
  const active = document.activeElement
  return {
    title: document.title, summary: !!summary, links: links.length,
    heading: summary ? (summary.querySelector("h2,h1,h3") || {}).innerText || "" : "",
    broken: links.filter((a) => !document.getElementById(a.hash.slice(1))).map((a) => a.hash),
    focused: !!summary && (summary === active || summary.contains(active)),
    invalid: invalid.length, undescribed: invalid.filter((e) => !described(e)).length,
  }
}
