// The Home Office auditor: what was decided, by whom, knowing what; and what proves it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { choose, inspect, signIn, startBrowser, visitor, welcome } from "./support/browser.mjs";
import { playNottinghamshire, signCheckpoints } from "./support/nottinghamshire.mjs";
import { formOf, post } from "./support/raw.mjs";
import { allStarted, startServer } from "./support/server.mjs";

const password = "four words that do not fit";
const henry = "henry@homeoffice.example";
let browser, server, auditor;

const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  signCheckpoints(later);
  [browser, server] = await allStarted([startBrowser(later), startServer(later)]);
  await playNottinghamshire(server);
  auditor = await visitor(browser, server.url);
  await welcome(auditor, server.invite(henry), password);
  await actAsAudit(auditor);
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

async function actAsAudit({ page }) {
  await page.goto("/account/capacity");
  await page.getByLabel("Audit of interventions").check();
  await page.getByRole("button", { name: "Save" }).click();
}

const main = (page) => page.locator("main").innerText();
const heading = (page) => page.getByRole("heading", { level: 1 }).innerText();

async function ask(page, { from = "", to = "", body, known = "", compare = false }) {
  await page.getByLabel("From", { exact: true }).fill(from);
  await page.getByLabel("To", { exact: true }).fill(to);
  if (body) {
    await choose(page, "body", body);
  }
  await page.locator("#then").fill(known);
  await page.getByLabel("Beside it, as known now").setChecked(compare);
  await page.getByRole("button", { name: "Show" }).click();
}

test("a parliamentary question: interventions of a year as known then, beside as known now", async () => {
  const { page } = auditor;
  await page.goto("/");
  await page.getByRole("link", { name: "History" }).first().click();
  assert.equal(await heading(page), "History");
  await inspect(auditor, "history");
  await ask(page, { from: "2009-04-01", to: "2010-03-31", known: "2009-09-30", compare: true });
  const said = await main(page);
  assert.match(said, /Interventions from 1 April 2009 to 31 March 2010, as known on 30 September 2009, beside what is known now/);
  assert.match(said, /2 differences/, "what was decided on 15 December and 16 March");
  assert.match(said, /position \d+, decision recorded on/);
  assert.match(said, /known on 2009-12-15/);
  assert.match(said, /Events in the journal/);
  assert.match(said, /tests\.example\/log/, "the checkpoint is there, signed");
  assert.match(await page.locator(".ladder-past").innerText(), /30 September 2009/);
  await inspect(auditor, "history-compared");

  const address = new URL(page.url());
  address.searchParams.set("format", "csv");
  const answer = await page.request.get(address.href);
  assert.match(answer.headers()["content-type"], /text\/csv/);
  const csv = await answer.text();
  assert.match(csv, /^# Interventions from 1 April 2009/);
  assert.match(csv, /\r\n# root [0-9a-f]{64}\r\n/);
  assert.match(csv, /\r\n# tests\.example\/log\r\n/);
  assert.match(csv, /\r\ncases\/nottinghamshire-general-1\/decisions\/d1,2009-06-15,bodies\/nottinghamshire,moved/);

  await ask(page, { from: "2010-03-31", to: "2009-04-01" });
  assert.match(await page.getByRole("alert").innerText(), /ends before it begins/);
  assert.equal(await page.getByLabel("From", { exact: true }).inputValue(), "2010-03-31");
  await inspect(auditor, "history-refused");
  await ask(page, { from: "1999-01-01", to: "1999-12-31" });
  assert.match(await main(page), /Nothing fits/);
});

test("patterns: each report is reached, compared and taken away", async () => {
  const { page } = auditor;
  await page.goto("/history");
  await page.getByRole("link", { name: "Patterns" }).click();
  assert.match(await main(page), /How long bodies stood at each stage/);
  assert.match(await main(page), /median days/);
  await inspect(auditor, "patterns");
  for (const [label, expected] of [
    ["Returns", /came back/],
    ["Where people and rules part", /Moves that no rule proposed/],
    ["Overdue", /Deadlines and reviews/],
    ["Peer-support commissions", /Nottinghamshire/],
  ]) {
    await page.getByLabel("What to look at").selectOption({ label });
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByRole("heading", { level: 2, name: label }).waitFor();
    assert.match(await main(page), expected, label);
    const csv = await (await page.request.get(`${page.url()}&format=csv`)).text();
    assert.match(csv, /^# /, label);
  }
  await inspect(auditor, "patterns-commissions");
});

test("what did they know? Then beside now, to the decision and its evidence", async () => {
  const { page } = auditor;
  await page.goto("/history");
  await page.getByRole("link", { name: "Then and now" }).click();
  await page.getByRole("button", { name: "Show" }).click();
  await inspect(auditor, "compare-empty");
  await choose(page, "body", "Nottinghamshire Police");
  await page.locator("#then").fill("2009-08-25");
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByRole("heading", { level: 2, name: /Nottinghamshire Police on 25 August 2009/ }).waitFor();
  const section = (name) => page.locator(`section[aria-labelledby=${name}]`);
  const stage = await section("stage").innerText();
  assert.match(stage, /Peer support/i);
  assert.match(stage, /Watching brief/i);
  assert.match(stage, /changed since/i);
  assert.match(await section("decisions").innerText(), /not known then/i);
  assert.match(await section("procedures").innerText(), /peer-support commission/i);
  assert.match(await section("remarks").innerText(), /HMIC published a statement/);
  assert.match(await section("figures").innerText(), /robbery, year to/i);
  await inspect(auditor, "compare");

  await page.goto("/compare?body=bodies%2Fnottinghamshire&known_at=2010-03-31");
  await section("decisions").getByRole("link", { name: "16 March 2010" }).click();
  assert.match(await main(page), /carried out/);
  assert.match(await main(page), /HM Chief Inspector of Constabulary/);
  assert.match(await main(page), /Entered later; known since\s+16 March 2010/);
  await inspect(auditor, "decision");

  await page.getByRole("link", { name: "Export this decision" }).click();
  assert.match(await page.getByLabel("Case, meeting or decision").inputValue(), /^cases\/nottinghamshire-general-1\/decisions\/d\d$/);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export", exact: true }).click(),
  ]);
  assert.match(download.suggestedFilename(), /\.ladder-bundle$/);
  await page.goto("/integrity");
  const key = await page.locator("section[aria-labelledby=checkpoints] pre").nth(1).innerText();
  const verified = execFileSync(process.env.LADDER_BINARY, ["audit", "verify", await download.path(), "--key", key.trim()], { encoding: "utf8" });
  assert.match(verified, /decision/i);
  assert.doesNotMatch(verified, /differ|fail/i);
});

test("the case file: one page, in order, that prints", async () => {
  const { page } = auditor;
  await page.goto("/cases/nottinghamshire-general-1/file");
  const section = (name) => page.locator(`section[aria-labelledby=${name}]`);
  const lines = section("timeline").locator("tbody tr");
  const all = await lines.count();
  assert.ok(all > 30, "the case's events and those of its procedures");
  assert.match(await lines.first().innerText(), /20 April 2009/);
  assert.match(await lines.first().innerText(), /entered later/);
  assert.match(await section("decisions").innerText(), /Watching brief/i);
  assert.match(await section("gates").innerText(), /Met/i);
  assert.match(await section("seers").innerText(), /Henry Abara/);
  assert.doesNotMatch(await section("seers").innerText(), /Nia Rees/);
  const told = await main(page);
  assert.match(told, /Procedure Peer-support commission started/);
  assert.match(told, /took the procedure from Enquiry to Commissioned/);
  assert.match(told, /Entry e1 recorded: “Who commissions the support” on/);
  assert.doesNotMatch(told, /peer-support-commission|improvement-plan|rulesets\/| for hmi:/, "no ids where there are titles");
  await inspect(auditor, "case-file");
  await page.goto("/cases/nottinghamshire-general-1/file?known_at=2009-08-25");
  assert.ok((await lines.count()) < all / 2, "what was known by then");
  assert.match(await section("seers").innerText(), /Nobody had an account/);
  assert.equal((await page.goto("/cases/nottinghamshire-general-9/file")).status(), 404);
});

test("integrity: checkpoints, a proof that one continues the other, refused exports, own reads", async () => {
  const { page } = auditor;
  await page.goto("/integrity");
  await page.getByRole("button", { name: "Make a checkpoint now" }).click();
  assert.match(await page.locator(".govuk-notification-banner--success").innerText(), /checkpoint over \d+ events/);
  await page.getByLabel("Earlier size").fill("10");
  await page.getByRole("button", { name: "Prove it" }).click();
  assert.match(await page.locator("section[aria-labelledby=consistency]").innerText(), /From 10 events to \d+/);
  await page.getByText("Checkpoints", { exact: true }).last().click();
  await inspect(auditor, "integrity");
  await page.getByLabel("Earlier size").fill("99999999");
  await page.getByRole("button", { name: "Prove it" }).click();
  assert.match(await page.getByRole("alert").innerText(), /not in order/);
  await inspect(auditor, "integrity-sizes");

  await page.goto("/integrity");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  assert.match(await page.getByRole("alert").innerText(), /Enter what to export|give a case/);
  await page.getByLabel("Case, meeting or decision").fill("cases/<b>nobody</b>");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  assert.equal(await page.getByLabel("Case, meeting or decision").inputValue(), "cases/<b>nobody</b>");
  await inspect(auditor, "integrity-refused");
  await page.goto("/integrity");
  const looks = await page.locator("section[aria-labelledby=looks]").innerText();
  assert.match(looks, /Exported/);
  assert.match(looks, /ExportBundle/);
  assert.match(looks, /RunReport/);
});

test("who may not audit is refused, and finds none of it", async () => {
  const nia = await visitor(browser, server.url);
  await welcome(nia, server.invite("nia@npia.example"), password);
  await nia.page.goto("/");
  assert.equal(await nia.page.getByRole("link", { name: "History" }).count(), 0);
  assert.equal((await nia.page.goto("/cases/nottinghamshire-general-1/file")).status(), 404);
  await nia.page.goto("/integrity");
  assert.equal(await nia.page.locator("section[aria-labelledby=looks]").count(), 0);
  const cookies = (await nia.context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const { csrf } = await formOf(server.url, "/integrity", cookies);
  const refused = await post(server.url, "/integrity/bundle", { csrf, name: "cases/nottinghamshire-general-1" }, { cookies });
  assert.equal(refused.status, 403);
  const forged = await post(server.url, "/integrity/checkpoint", { csrf: "forged" }, { cookies });
  assert.equal(forged.status, 403);
  await nia.context.close();
});

test("the auditor's pages work without script", async () => {
  const plain = await visitor(browser, server.url, { script: false });
  await signIn(plain, henry, password);
  await actAsAudit(plain);
  const { page } = plain;
  for (const path of ["/history?compare=now&known_at=2009-09-30", "/patterns?report=overdue", "/compare?body=bodies/nottinghamshire&known_at=2009-08-25", "/cases/nottinghamshire-general-1/file", "/integrity"]) {
    assert.equal((await page.goto(path)).status(), 200, path);
  }
  await page.getByLabel("Case, meeting or decision").fill("cases/nottinghamshire-general-1");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export", exact: true }).click()]);
  assert.ok(readFileSync(await download.path()).length > 10_000);
  await plain.context.close();
});
