// Debian's Chromium, and what is looked at on every page.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const screens = process.env.LADDER_SCREENS ?? join(here, "..", "..", "..", "build", "screens");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const desktop = { width: 1200, height: 800 };
const phone = { width: 360, height: 740 };

export async function startBrowser(later) {
  mkdirSync(screens, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.LADDER_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  later(() => browser.close());
  return browser;
}

// A browser of its own: cookies and all. What its pages complain of is kept in `complaints`.
export async function visitor(browser, url, { script = true } = {}) {
  const context = await browser.newContext({ baseURL: url, viewport: desktop, javaScriptEnabled: script });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // A page of an error is one for the browser too.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) {
      complaints.push(message.text());
    }
  });
  return { context, page, complaints };
}

// Every page: axe finds nothing, no inline script or style, one main heading, a title, nothing wider than a phone;
// pictures of it are kept as NAME-desktop.png and NAME-phone.png.
export async function inspect({ page, complaints }, name) {
  await page.bringToFront(); // another may have been: a page that is not seen need not draw
  await page.evaluate(axe);
  for (const [kind, size] of [["desktop", desktop], ["phone", phone]]) {
    await page.setViewportSize(size);
    const { violations } = await page.evaluate(() =>
      window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
    );
    const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((n) => n.html).join(" | ")}`);
    assert.deepEqual(found, [], `${name} at ${kind} width`);
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }));
    assert.ok(scroll <= client, `${name} is ${scroll} wide at ${client}`);
    await page.screenshot({ path: join(screens, `${name}-${kind}.png`), fullPage: true });
  }
  await page.setViewportSize(desktop);
  const html = await (await page.request.get(page.url())).text();
  holdsNoInlineCode(html, name);
  assert.equal(await page.locator("h1").count(), 1, `${name} has one main heading`);
  assert.match(await page.title(), /\S – Ladder$/, `${name} has a title`);
  assert.deepEqual(complaints, [], `${name}: what the browser complains of`);
}

// As it comes from a printer, in black and white: nothing to press, nothing wider than A4; a picture of it is kept as
// NAME-print.png.
export async function printed({ page }, name) {
  await page.setViewportSize({ width: 718, height: 1000 });
  await page.emulateMedia({ media: "print" });
  const pressed = page.locator("button, input:not([type=hidden]), select, textarea, nav, [role=button], .govuk-notification-banner--success").filter({ visible: true });
  assert.deepEqual(await pressed.evaluateAll((all) => all.map(({ outerHTML }) => outerHTML)), [], `${name} prints nothing to press`);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 718, `${name} is ${width} wide on A4`);
  const grey = (filter) => page.evaluate((value) => (document.documentElement.style.filter = value), filter);
  await grey("grayscale(1)");
  await page.screenshot({ path: join(screens, `${name}-print.png`), fullPage: true });
  await grey("");
  await page.emulateMedia({ media: null });
  await page.setViewportSize(desktop);
}

export function holdsNoInlineCode(html, name) {
  assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:/i, `${name} holds no inline code`);
}

// Moves with the Tab key alone until what has the focus answers to `wanted` by its accessible text; gives it.
export async function tabTo(page, wanted, most = 40) {
  for (let i = 0; i < most; ++i) {
    await page.keyboard.press("Tab");
    const text = await page.evaluate(() => {
      const now = document.activeElement;
      return (now.labels?.[0]?.textContent ?? now.getAttribute("aria-label") ?? now.textContent ?? "").trim();
    });
    if (text === wanted) {
      return;
    }
  }
  assert.fail(`'${wanted}' can't be reached by the keyboard`);
}

// Chooses in the list of this name; where there is script, a long one is searched by typing.
export async function choose(page, name, text) {
  const select = page.locator(`select[name="${name}"]`);
  const searched = await select.evaluate(({ options }) => options.length > 40 && document.body.classList.contains("js-enabled"));
  if (!searched) {
    await select.selectOption({ label: text });
    return;
  }
  const field = select.locator("xpath=preceding-sibling::div[1]//input[@role='combobox']");
  await field.fill(text);
  await field.press("Tab");
  assert.equal(await field.inputValue(), text);
}

// Follows a one-time link, chooses the password, and is signed in.
export async function welcome({ page }, link, password) {
  await page.goto(link);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("The same once more").fill(password);
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
}

export async function signIn({ page }, person, password) {
  await page.goto("/sign-in");
  await page.getByLabel("Identifier").fill(person);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
