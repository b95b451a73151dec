// A picture's table as data.

const text = (element) => element.textContent.replace(/\s+/g, " ").trim();

// A day as a moment of UTC.
export const day = (iso) => new Date(`${iso}T00:00:00Z`);

// The span of a picture that ends today: from the first of the moments, and a season at least.
export function span(moments, today) {
  const season = 90 * 24 * 60 * 60 * 1000;
  return [new Date(Math.min(today - season, ...moments)), new Date(Math.max(today, ...moments))];
}

// The titles of the columns by their names: { period: "Period to", value: "Officers" }.
export function titles(table) {
  return Object.fromEntries([...table.querySelectorAll("thead [data-field]")].map((th) => [th.dataset.field, text(th)]));
}

// A row for each line of the table's bodies that has a cell for every column: cells by the names of the columns, each
// with what it says to people (text), in full (value: a string, or undefined), and where it leads (href).
export function rows(table) {
  const names = [...table.querySelectorAll("thead [data-field]")].map((th) => th.dataset.field);
  return [...table.querySelectorAll("tbody tr")]
    .filter((line) => !line.querySelector("th[scope=rowgroup]"))
    .map((line) => {
      const row = { line, own: "own" in line.dataset };
      names.forEach((name, i) => {
        const cell = line.cells[i];
        row[name] = cell && { text: text(cell), value: cell.dataset.value, href: cell.querySelector("a")?.getAttribute("href") };
      });
      return row;
    });
}

export const number = (cell) => (cell?.value === undefined || cell.value === "" ? undefined : Number(cell.value));

// What is said of a row: "Period to: 31 March 2010", one line a column.
export function say(row, titles, names) {
  return names.filter((name) => row[name]?.text).map((name) => `${titles[name]}: ${row[name].text}`).join("\n");
}
