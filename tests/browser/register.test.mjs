// The public register, as anybody comes to it: without an account, without a cookie, without script.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { choose, holdsNoInlineCode, inspect, startBrowser, visitor } from "./support/browser.mjs";
import { procedures } from "./support/procedures.mjs";
import { ask } from "./support/raw.mjs";
import { allStarted, startServer } from "./support/server.mjs";

let browser, server, sam;
const cleanUps = [];
const later = (cleanUp) => cleanUps.push(cleanUp);
before(async () => {
  [browser, server] = await allStarted([startBrowser(later), startServer(later)]);
  sam = procedures(server, "sam@hmic.example", "ppsg_secretariat");
});
after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

const text_of = async (path) => {
  const answer = await ask(server.url, path, { headers: { Accept: "text/html" } });
  return { ...answer, text: answer.body.toString() };
};

async function add(title, { marking = "MARKING_NOT_PROTECTIVELY_MARKED", kind = "inspection_report", type = "text/plain", name = "report.txt", content = `What ${title} says.` } = {}) {
  const { document } = await sam("DocumentService/AddDocument", {
    kind,
    title,
    parts: [{ marking, media_type: type, file_name: name, content: Buffer.from(content).toString("base64") }],
  });
  return document.name;
}

async function publish(title, of, more = {}) {
  const { publication } = await sam("DocumentService/Publish", {
    publication: { title, of, body: "bodies/kent", audience: "public", published_on: "2010-03-20", publisher: "HMIC", ...more },
  });
  return publication;
}

test("there is a register before anything is in it", async () => {
  const nobody = await visitor(browser, server.url, { script: false });
  await nobody.page.goto("/register");
  assert.match(await nobody.page.locator("main").innerText(), /Nothing is published yet/);
  const feed = await text_of("/register.atom");
  assert.match(feed.text, /<updated>1970-01-01T00:00:00Z<\/updated>/);
  await nobody.context.close();
});

test("anybody finds what was published, and reads it", async () => {
  const report = await add("Inspection of Kent");
  const one = await publish("Inspection of Kent <em>2010</em>", report, {
    redactions: [{ what: "paragraph 12", ground: "WITHHOLDING_GROUND_SAFETY_OF_PERSON", reason: "It names a hidden witness" }],
    url: "https://www.example.org/kent",
  });
  await publish("A direction about Essex", await add("Essex", { kind: "direction", type: "application/pdf", name: "essex.pdf", content: "%PDF-1.4\n%%EOF" }), { body: "bodies/essex", published_on: "2010-05-01" });
  const nobody = await visitor(browser, server.url);
  const { page } = nobody;
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "What is published" }).click();
  assert.deepEqual(await page.locator("tbody th a").allInnerTexts(), ["A direction about Essex", "Inspection of Kent <em>2010</em>"]);
  await inspect(nobody, "register");
  await choose(page, "body", "Kent Police");
  await page.locator("#until").fill("2010-04-01");
  await page.getByRole("button", { name: "Show" }).click();
  assert.deepEqual(await page.locator("tbody th a").allInnerTexts(), ["Inspection of Kent <em>2010</em>"]);
  await page.locator("tbody th a").click();
  const words = await page.locator("main").innerText();
  assert.match(words, /What Inspection of Kent says\./);
  assert.match(words, /20 March 2010, by HMIC/);
  assert.match(words, /paragraph 12: might jeopardise the safety of a person/);
  assert.doesNotMatch(words, /hidden witness/);
  assert.match(words, /SHA-256 [0-9a-f]{64}/);
  await inspect(nobody, "register-entry");
  const id = one.name.split("/")[1];
  const file = await ask(server.url, `/register/${id}/parts/1`);
  assert.equal(file.body.toString(), "What Inspection of Kent says.");
  assert.match(file.headers["content-disposition"], /^attachment/);
  assert.match(file.headers["content-security-policy"], /sandbox/);
  await page.goto("/register?until=2009-01-01");
  assert.match(await page.locator("main").innerText(), /Nothing published fits/);
  await inspect(nobody, "register-none");
  await nobody.context.close();
});

test("nothing else comes out: nothing marked, withdrawn, unpublished, or for others, and no count of it", async () => {
  const secret = await add("Hidden one", { marking: "MARKING_RESTRICTED", kind: "review_report" });
  const marked = await publish("Hidden published too early", secret);
  const open = await add("Hidden two");
  const theirs = await publish("Hidden for the force", open, { audience: "the force" });
  const wrong = await publish("Hidden and taken back", open);
  const before_it = await text_of("/register");
  assert.match(before_it.text, /Hidden and taken back/);
  await sam("DocumentService/WithdrawPublication", { name: wrong.name, etag: wrong.etag, reasons: "Wrong annex" });
  for (const path of ["/register", "/register.atom", "/register?format=csv", "/register?known_at=2030-01-01", "/register?kind=review_report", "/register?body=kent"]) {
    const { status, text, headers } = await text_of(path);
    assert.equal(status, 200, path);
    assert.doesNotMatch(text, /Hidden /, path);
    assert.equal(headers["set-cookie"], undefined, `${path} gives no cookie`);
    if (!/feed|csv/.test(path)) {
      holdsNoInlineCode(text, path);
    }
  }
  assert.match((await text_of("/register")).text, /\b2 publications/);
  for (const publication of [marked, theirs, wrong, { name: "publications/none" }]) {
    const id = publication.name.split("/")[1];
    const page = await text_of(`/register/${id}`);
    assert.equal(page.status, 404);
    assert.doesNotMatch(page.text, /Hidden /);
    assert.equal((await text_of(`/register/${id}/parts/1`)).status, 404);
  }
  for (const name of [secret, open]) {
    assert.equal((await text_of(`/register/${name.split("/")[1]}`)).status, 404, "a document's own name leads nowhere");
    assert.equal((await ask(server.url, `/${name}/parts/1`)).status, 401);
  }
  await sam("DocumentService/ChangeMarking", { name: secret, etag: (await sam("DocumentService/GetDocument", { name: secret })).document.etag, part: "1", marking: "MARKING_NOT_PROTECTIVELY_MARKED", reasons: "It is published" });
  assert.match((await text_of("/register")).text, /Hidden published too early/, "it is there once its marking is lowered");
});

test("the feed is Atom, and says when it has not changed", async () => {
  const { text, headers, status } = await text_of("/register.atom");
  assert.equal(status, 200);
  assert.match(headers["content-type"], /^application\/atom\+xml/);
  assert.match(headers["last-modified"], /GMT$/);
  assert.match(text, /Inspection of Kent &lt;em&gt;2010&lt;\/em&gt;<\/title>/);
  const ids = [...text.matchAll(/<id>([^<]+)<\/id>/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every((id) => id.startsWith("urn:uuid:")));
  const links = [...text.matchAll(/rel="alternate" type="text\/html" href="([^"]+)"/g)].map(([, link]) => link);
  assert.equal(links.length, ids.length);
  assert.equal((await text_of(new URL(links[1]).pathname)).status, 200);
  const again = await ask(server.url, "/register.atom", { headers: { "If-None-Match": headers.etag } });
  assert.equal(again.status, 304);
  assert.equal(again.body.length, 0);
  const essex = (await text_of("/register.atom?body=essex")).text;
  assert.equal([...essex.matchAll(/<entry>/g)].length, 1);
  assert.match(essex, /Essex Police/);
});

test("the feed stands in the way of no publication; where it was leads to it", async () => {
  const there = await text_of("/register/feed?body=kent");
  assert.equal(there.status, 303);
  assert.equal(there.headers.location, "/register.atom?body=kent");
  const publication = { title: "How we feed prisoners", body: "bodies/kent", audience: "public", published_on: "2010-06-01", publisher: "HMIC", of: await add("Feed") };
  await sam("DocumentService/Publish", { publication_id: "feed", publication });
  const entry = await text_of("/register/feed");
  assert.equal(entry.status, 200);
  assert.match(entry.text, /How we feed prisoners/);
});
