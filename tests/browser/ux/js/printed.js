// What would reach the paper although nobody can press it there.
() => {
  const shown = (e) => getComputedStyle(e).display !== "none" && e.getBoundingClientRect().height > 0
  const count = (selector) => [...document.querySelectorAll(selector)].filter(shown).length
  return { navs: count("nav"), buttons: count("main button,main input[type=submit]") }
}
