// A hand on the keyboard and nothing else: Tab, Enter, the space bar, arrows and letters. At every step the focus is looked at.
import assert from "node:assert/strict";

const steps_most = 150;

// What has the focus, by its accessible text; and what was wrong with how it came there: it must go forward through the
// page, stand where it is seen, and look different from how the same thing looks without it.
function lookAtFocus() {
  const marks = (element) => {
    const drawn = [[element], [element, "::before"], [element.labels?.[0], "::before"], [element.labels?.[0]]];
    return drawn
      .filter(([of]) => of)
      .map(([of, part]) => getComputedStyle(of, part))
      .map((style) => [style.outline, style.boxShadow, style.backgroundColor, style.borderColor, style.color].join())
      .join();
  };
  const named = (element) =>
    (element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent ?? "").trim().replace(/\s+/g, " ");
  const wrong = [];
  const { element: before, marks: marked } = window.ladderFocus ?? {};
  const now = document.activeElement;
  if (before?.isConnected && before !== now && marks(before) === marked) {
    wrong.push(`the focus of '${named(before)}' can't be seen`);
  }
  if (now === document.body) {
    window.ladderFocus = undefined;
    return { name: "", wrong };
  }
  // After the last comes the first, of a page and of a group.
  const begins = now.classList.contains("govuk-skip-link") || (now.type === "radio" && before?.name === now.name);
  if (before?.isConnected && before !== now && !begins && !(before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING)) {
    wrong.push(`the focus goes back from '${named(before)}' to '${named(now)}'`);
  }
  const { top, bottom, width, height } = now.getBoundingClientRect();
  if (width === 0 || height === 0 || bottom <= 0 || top >= window.innerHeight) {
    wrong.push(`'${named(now)}' has the focus and can't be seen`);
  }
  window.ladderFocus = { element: now, marks: marks(now) };
  const group = now.type === "radio" ? [...now.form.querySelectorAll("input[type=radio]")].filter(({ name }) => name === now.name).map(named) : [];
  return { name: named(now), group, wrong };
}

export function keyboard(page) {
  const press = (key) => page.keyboard.press(key);
  const look = async () => {
    const { wrong, ...seen } = await page.evaluate(lookAtFocus);
    assert.deepEqual(wrong, [], page.url());
    return seen;
  };
  const focused = () => page.evaluate(() => document.activeElement.className);
  const keys = {
    press,

    // Moves on by Tab, and by arrows within a group of choices, until what has the focus is called so.
    async to(wanted) {
      const fits = (name) => (wanted instanceof RegExp ? wanted.test(name) : name === wanted);
      const passed = [];
      for (let i = 0; i < steps_most; ++i) {
        await press("Tab");
        let { name, group = [] } = await look();
        for (let left = group.some(fits) ? group.length : 0; left > 0 && !fits(name); --left) {
          await press("ArrowDown");
          ({ name } = await look());
        }
        if (fits(name)) {
          return;
        }
        passed.push(name);
      }
      assert.fail(`'${wanted}' can't be reached by the keyboard at ${page.url()}: ${passed.join(" | ")}`);
    },

    // Past the header: the first that Tab reaches on a page, and it leads to what the page is about.
    async skip() {
      await press("Tab");
      assert.equal((await look()).name, "Skip to main content", page.url());
      await press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.id), "main-content", "the skip link leads to the page's content");
      await page.evaluate(() => (window.ladderFocus = undefined));
    },

    async type(label, text) {
      await keys.to(label);
      await press("Control+A");
      await page.keyboard.type(text);
    },
    async day(text) {
      await keys.to("Day");
      for (const part of text.split("-").reverse()) {
        await press("Control+A");
        await page.keyboard.type(part);
        await press("Tab");
      }
    },
    async choose(label, letters) {
      await keys.to(label);
      await page.keyboard.type(letters);
    },
    async tick(label) {
      await keys.to(label);
      await press("Space");
    },

    // What this activates leads to a page.
    async go(name, key = "Enter") {
      await keys.to(name);
      await keys.arrive(key);
    },
    async arrive(key = "Enter") {
      await Promise.all([page.waitForEvent("load"), press(key)]);
    },

    // The form was refused: the summary has the focus, and its first line leads to the field. Stands before that field.
    async refused(expected) {
      await page.locator(".govuk-error-summary").waitFor();
      assert.match(await focused(), /govuk-error-summary/, `the summary has the focus at ${page.url()}`);
      assert.match(await page.locator(".govuk-error-summary").innerText(), expected);
      await press("Tab");
      await look();
      // What is wrong with the form as a whole leads nowhere.
      if (await page.evaluate(() => document.activeElement.matches(".govuk-error-summary a"))) {
        await press("Enter");
        const field = await page.evaluate(() => document.activeElement.tagName);
        assert.match(field, /^(INPUT|SELECT|TEXTAREA)$/, `the summary leads to the field at ${page.url()}`);
        await page.evaluate(() => (window.ladderFocus = undefined));
        await press("Shift+Tab");
      }
    },
    // Something was done: the page says so.
    async done(expected) {
      assert.match(await page.locator(".govuk-notification-banner--success").innerText(), expected);
    },
  };
  return keys;
}
