// The colour that the page lies on: of body, else of html, else the browser's own.
() => {
  const clear = "rgba(0, 0, 0, 0)"
  const [body, html] = [document.body, document.documentElement].map((e) => getComputedStyle(e))
  const painted = [body, html].map((style) => style.backgroundColor).find((colour) => colour !== clear)
  const dark = matchMedia("(prefers-color-scheme: dark)").matches && html.colorScheme.includes("dark")
  return painted || (dark ? "rgb(18, 18, 18)" : "rgb(255, 255, 255)")
}
