// What a test asks a page; an expression for Page.evaluate, which leaves "look" in the window.
window.look = (() => {
  const rgba = text => {
    const n = text.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    return text.startsWith("color(") ? [n[0] * 255, n[1] * 255, n[2] * 255, n[3] ?? 1]
      : [n[0], n[1], n[2], n[3] ?? 1];
  };
  const luminance = c => {
    const [r, g, b] = c.slice(0, 3).map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const backOf = element => {
    for (let e = element; e; e = e.parentElement) {
      const back = rgba(getComputedStyle(e).backgroundColor);
      if (back[3] > 0) return back;
    }
    return [255, 255, 255, 1];
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const texts = () => [...document.querySelectorAll("main *, body > *")].filter(e =>
    [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.checkVisibility());
  return {
    // How light the page is, from 0 to 1.
    background: () => luminance(backOf(document.body)),
    // Texts that are hard to read: contrast below 4.5 (WCAG 2.1, 1.4.3).
    faint: () => texts().map(e => {
      const style = getComputedStyle(e);
      const ink = rgba(e instanceof SVGElement ? style.fill : style.color);
      const ratio = contrast(ink, backOf(e));
      return ratio < 4.5 ? e.tagName + "." + e.className + " " + ratio.toFixed(2) + " "
        + e.textContent.trim().slice(0, 30) : null;
    }).filter(Boolean),
    // Pictures that have no size, or less than a thumbnail's.
    flat: () => [...document.querySelectorAll("svg")].map(e => e.getBoundingClientRect())
      .filter(box => box.width < 200 || box.height < 80).map(box => box.width + "x" + box.height),
    pictures: () => document.querySelectorAll("svg").length,
    // Texts of a graph that stick out of their boxes.
    overflowing: () => [...document.querySelectorAll("svg.graph rect")].flatMap(rect => {
      const box = rect.getBoundingClientRect();
      return [...rect.parentElement.querySelectorAll("text")].filter(t => {
        const b = t.getBoundingClientRect();
        const inside = b.top >= box.top - 1 && b.bottom <= box.bottom + 1 && b.left >= box.left;
        return inside && b.left < box.right && b.right > box.right + 1;
      }).map(t => t.textContent);
    }),
    // The keys of a column of a table, as they stand.
    column: (table, column) => [...document.getElementById(table).tBodies[0].rows]
      .map(row => row.cells[column].dataset.key ?? row.cells[column].textContent),
    // Where links go, without those within the page that lead somewhere.
    links: () => [...document.querySelectorAll("a[href]")].map(a => a.href),
    dangling: () => [...document.querySelectorAll('a[href^="#"]')]
      .filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map(a => a.hash),
    arrived: () => !location.hash || !!document.querySelector(":target"),
  };
})(), true;
