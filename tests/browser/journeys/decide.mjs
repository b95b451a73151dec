// A decision from "may I?" to its receipt: refused while something is missing, and told of what came between.
import assert from "node:assert/strict";
import { test } from "node:test";

import { procedures } from "../support/procedures.mjs";
import { formOf, post } from "../support/raw.mjs";

export const heading = (page) => page.getByRole("heading", { level: 1 }).innerText();
export const notice = (page) => page.locator(".govuk-notification-banner--success").innerText();
export const main = (page) => page.locator("main").innerText();
export const gate = (page, text) => page.locator(".ladder-needs > li").filter({ hasText: text });
export const by = async (call, name, message, of) => {
  const { case: state } = await call("CaseService/GetCase", { name: of });
  return call(`CaseService/${name}`, { name: of, etag: state.etag, ...message });
};
export const cookiesOf = async ({ context }) => (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");

export async function typeDay(page, name, [day, month, year]) {
  for (const [part, value] of [["day", day], ["month", month], ["year", year]]) {
    await page.locator(`#${name}-${part}`).fill(value);
  }
}

// `at()` gives { server, sam, call, inspect }: the secretariat's browser and way to ask, and what looks over a page.
export function decideJourney(at) {
  test("a decision with unmet gates is refused before it is submitted, and a forged one by the API", async () => {
    const { server, sam, call } = at();
    const cookies = await cookiesOf(sam);
    const { csrf } = await formOf(server.url, "/cases/gloucestershire-general-1/record/note", cookies);
    const { case: state } = await call("CaseService/GetCase", { name: "cases/gloucestershire-general-1" });
    const fields = { csrf, to: "direction", as: "hmcic", person: "denis@hmic.example", etag: state.etag, version: state.version, request_id: "forged", reasons: "x", references: "y" };
    for (const path of ["decide", "decide/record"]) {
      const answer = await post(server.url, `/cases/gloucestershire-general-1/${path}`, fields, { cookies });
      assert.equal(answer.status, 422, path);
      assert.match(answer.body.toString(), /A direction under section 40 is given; .*is not met/);
    }
    const after = await call("CaseService/GetCase", { name: "cases/gloucestershire-general-1" });
    assert.equal(after.case.stage, "self_improvement");
  });

  test("gates are met one by one; a decision is checked, confirmed, recorded, and has its receipt", async () => {
    const { server, sam, call, inspect } = at();
    const { page } = sam;
    const decide = "/cases/west-midlands-general-1/decide?to=peer_support";
    await page.goto(decide);
    await gate(page, "A concern about the body is open").getByRole("link", { name: "Do this" }).click();
    await page.getByRole("button", { name: "Raise the concern" }).click();
    assert.equal(await page.locator(".govuk-form-group--error").count(), 3, "each missing field is told of");
    await inspect(sam, "act-concern-refused");
    await page.getByLabel("What the concern is").fill("Burglary & <b>robbery</b> rise");
    await page.getByLabel("Domain").selectOption({ index: 1 });
    await page.getByLabel("What it rests on").fill("Quarterly figures");
    await page.getByRole("button", { name: "Raise the concern" }).click();
    assert.match(await notice(page), /a concern is raised/);
    assert.match(await main(page), /Concern raised: Burglary & <b>robbery<\/b> rise/);
    for (const fact of ["The chief constable has been told", "The chair of the police authority has been told"]) {
      await page.goto(decide);
      await gate(page, fact).getByRole("link", { name: "Do this" }).click();
      await page.getByLabel("Proof").fill("HMIC letter");
      await page.getByRole("button", { name: "Record the fact" }).click();
      assert.match(await notice(page), /a fact is recorded/);
    }
    await page.goto(decide);
    await gate(page, "Recommended by Chair").getByRole("link", { name: "Do this" }).click();
    assert.equal(await page.getByLabel("Stage recommended").inputValue(), "peer_support");
    await page.getByLabel("Given in the capacity of").selectOption("ppsg_chair");
    assert.equal(await page.locator("#person-known option[value='Carol Dean']").count(), 1, "people are found by name");
    await page.getByLabel("Who gave it").fill("Carol Dean");
    await page.getByLabel("Reasons").fill("PPSG advised it");
    await inspect(sam, "act-recommend");
    await page.getByRole("button", { name: "Record the recommendation" }).click();
    await page.goto(decide);
    assert.match(await main(page), /Everything that this decision needs is there/);
    await inspect(sam, "decide");

    await page.getByRole("button", { name: "Continue" }).click();
    const told = await page.getByRole("alert").innerText();
    assert.match(told, /Enter your reasons/);
    assert.match(told, /Choose or enter what it rests on/);
    assert.match(told, /Enter the day of the next review/);
    await inspect(sam, "decide-refused");
    await page.getByLabel("Who decided, as HM Chief Inspector of Constabulary").fill("denis@hmic.example");
    await page.locator("#reasons").fill("<script>alert(1)</script> Robbery rose");
    await page.getByLabel("Robbery: Rising, while it is not rising elsewhere").check();
    await page.getByLabel("Other evidence").fill("Minute of the steering group");
    await page.getByRole("group", { name: "Robbery: Rising" }).getByLabel("Accepted by this decision").check();
    await typeDay(page, "next_review_on", ["1", "4", "2190"]);
    await page.getByRole("button", { name: "Continue" }).click();
    assert.equal(await heading(page), "Check what will be recorded");
    const exactly = await main(page);
    assert.match(exactly, /Moved from Self-improvement to Peer support; next review 1 April 2190/);
    assert.match(exactly, /Denis Cole, HM Chief Inspector of Constabulary/);
    assert.match(exactly, /Sam Okoro, Secretariat/);
    assert.match(exactly, /<script>alert\(1\)<\/script> Robbery rose/);
    assert.match(exactly, /Proposal of the rules: Robbery: Rising/);
    assert.match(exactly, /Minute of the steering group/);
    assert.match(exactly, /accepted/);
    assert.match(exactly, /The next review while peers support the body, due 1 April 2190/);
    await inspect(sam, "decide-confirm");
    await page.getByRole("button", { name: "Change it" }).click();
    assert.equal(await page.locator("#reasons").inputValue(), "<script>alert(1)</script> Robbery rose");
    assert.equal(await page.locator("#next_review_on-year").inputValue(), "2190");
    await page.getByRole("button", { name: "Continue" }).click();
    const replayed = Object.fromEntries(await page.locator("form[action$=record] input").evaluateAll((all) => all.map(({ name, value }) => [name, value])));
    await page.getByRole("button", { name: "Record this decision" }).click();
    assert.match(await notice(page), /The decision about West Midlands Police is recorded/);
    assert.equal(await heading(page), "West Midlands Police, General\nMoved from Self-improvement to Peer support");
    assert.match(await main(page), /Position in the journal: [\d,]+/);
    await inspect(sam, "decision-receipt");
    const { case: state } = await call("CaseService/GetCase", { name: "cases/west-midlands-general-1" });
    assert.equal(state.stage, "peer_support");
    assert.equal(state.decisions.length, 1);

    const again = await post(server.url, "/cases/west-midlands-general-1/decide/record", replayed, { cookies: await cookiesOf(sam) });
    assert.equal(again.status, 303);
    assert.equal(again.headers.location, "/cases/west-midlands-general-1/decisions/d1");
    const { case: still } = await call("CaseService/GetCase", { name: "cases/west-midlands-general-1" });
    assert.equal(still.version, state.version, "the same form sent twice is done once");
  });

  test("a second tab that is stale is told what changed and by whom, and keeps what was typed", async () => {
    const { server, sam, inspect } = at();
    const { page } = sam;
    await page.goto("/cases/west-midlands-general-1/decide?to=remain");
    const ann = procedures(server, "ann@hmic.example", "hmi");
    await by(ann, "RecordFact", { fact: "consistent_underperformance", evidence: ["Three reviews"] }, "cases/west-midlands-general-1");
    await page.getByLabel("Who decided, as HM Chief Inspector of Constabulary").fill("denis@hmic.example");
    await page.locator("#reasons").fill("To be seen again");
    await page.getByLabel("Other evidence").fill("Minute");
    await typeDay(page, "next_review_on", ["1", "5", "2190"]);
    await page.getByRole("button", { name: "Continue" }).click();
    const told = await page.getByRole("alert").innerText();
    assert.match(told, /Ann Lee, HM Inspector changed this case/);
    assert.match(told, /Fact recorded: “Underperformance is consistent/);
    assert.equal(await page.locator("#reasons").inputValue(), "To be seen again");
    await inspect(sam, "decide-stale");
    await page.getByRole("button", { name: "Continue" }).click();
    assert.equal(await heading(page), "Check what will be recorded");
    await page.getByRole("button", { name: "Record this decision" }).click();
    assert.match(await heading(page), /Remains at Peer support/);
  });
}
