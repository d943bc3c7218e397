// Runs before the page: notes the largest contentful paint and every layout shift in window.__ux.
(() => {
  const seen = (window.__ux = { lcp: 0, lcpElement: "", cls: 0, shifts: [] })
  const label = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "")
  try {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        seen.lcp = entry.startTime
        seen.lcpElement = entry.element ? label(entry.element) : ""
      }
    }).observe({ type: "largest-contentful-paint", buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.hadRecentInput) continue
        seen.cls += entry.value
        for (const source of entry.sources || []) {
          if (source.node && source.node.nodeName) seen.shifts.push(source.node.nodeName.toLowerCase())
        }
      }
    }).observe({ type: "layout-shift", buffered: true })
  } catch (e) {}
})()
