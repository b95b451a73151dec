// The Connect protocol as the stock client and plain HTTP see it: JSON and binary, POST and GET, and each bad input.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { create, fromBinary, toBinary, toJson } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";

import { client, generate } from "./support/clients.mjs";
import { startServer } from "./support/server.mjs";

const actor = "Ann Lee; capacity=ppsg_secretariat";
let pb, url, keys;

const cleanUps = [];
before(async () => {
  pb = await generate((cleanUp) => cleanUps.push(cleanUp));
  ({ url, keys } = await startServer((cleanUp) => cleanUps.push(cleanUp)));
});

after(async () => {
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

const refusal = (call) => call.then(() => assert.fail("the call was not refused"), ConnectError.from);
const post = (method, body, headers = {}) =>
  fetch(`${url}/ladder.v1.${method}`, {
    method: "POST",
    body,
    headers: { "Content-Type": "application/json", ...keys(actor), ...headers },
  });

test("JSON, binary and GET give the same answer", async () => {
  const answers = [];
  for (const options of [{ binary: true }, { binary: false }, { binary: true, get: true }, { binary: false, get: true }]) {
    const bodies = client(pb.BodyService, url, { headers: keys(actor), ...options });
    const { body } = await bodies.getBody({ name: "bodies/west-midlands" });
    assert.equal(body.kind, pb.BodyKind.POLICE_FORCE);
    answers.push(toJson(pb.BodySchema, body));
  }
  for (const answer of answers) {
    assert.deepEqual(answer, answers[0]);
  }
});

test("a list pages through to its end, in order", async () => {
  const bodies = client(pb.BodyService, url, { headers: keys(actor) });
  const names = [];
  let pageToken = "";
  do {
    const page = await bodies.listBodies({ kind: pb.BodyKind.POLICE_FORCE, pageSize: 10, pageToken });
    assert.ok(page.bodies.length <= 10);
    names.push(...page.bodies.map((b) => b.name));
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  assert.equal(names.length, 43);
  assert.deepEqual(names, [...new Set(names)].sort());
});

test("a method that changes something can't be called by GET", async () => {
  const response = await fetch(
    `${url}/ladder.v1.CaseService/OpenCase?connect=v1&encoding=json&message=${encodeURIComponent("{}")}`,
  );
  assert.equal(response.status, 405);
});

test("what is not there is not_found, and says what was asked for", async () => {
  const error = await refusal(client(pb.CaseService, url, { headers: keys(actor) }).getCase({ name: "cases/nowhere-general-1" }));
  assert.equal(error.code, Code.NotFound);
  assert.match(error.rawMessage, /nowhere-general-1/);
});

test("a call without a token is unauthenticated, and says how to give one", async () => {
  const request = { body: "bodies/kent", subject: 1, reasons: "Why not", requestId: "nobody" };
  const error = await refusal(client(pb.CaseService, url).openCase(request));
  assert.equal(error.code, Code.Unauthenticated);
  assert.match(error.rawMessage, /Authorization: Bearer/);
  const read = await refusal(client(pb.BodyService, url).listBodies({}));
  assert.equal(read.code, Code.Unauthenticated);
});

test("a capacity that may not is permission_denied", async () => {
  const request = { body: "bodies/kent", subject: 1, reasons: "Why not", requestId: "peer" };
  const error = await refusal(client(pb.CaseService, url, { headers: keys("Ann Lee; capacity=peer") }).openCase(request));
  assert.equal(error.code, Code.PermissionDenied);
});

test("a change without a request_id is refused, naming the field", async () => {
  const request = { body: "bodies/kent", subject: 1, reasons: "Why not" };
  const error = await refusal(client(pb.CaseService, url, { headers: keys(actor) }).openCase(request));
  assert.equal(error.code, Code.InvalidArgument);
  assert.deepEqual(error.findDetails(pb.FieldViolationSchema).map((v) => v.field), ["request_id"]);
});

// Each body is sent to ListCases and must be refused as invalid_argument, with words that match.
const badJson = [
  ["an unknown field", '{"pageSizes": 3}', /pageSizes/],
  ["a field given twice", '{"pageSize": 3, "pageSize": 4}', /page_?size/i],
  ["a field given by both its names", '{"pageSize": 3, "page_size": 4}', /page_?size/i],
  ["text after the end", "{} {}", /./],
  ["a truncated body", '{"pageSize": ', /./],
  ["no object", "[]", /./],
  ["nothing", "", /./],
  ["NaN", '{"pageSize": NaN}', /./],
  ["a huge number", '{"pageSize": 1e400}', /./],
  ["a fraction", '{"pageSize": 1.5}', /./],
  ["a number out of range", '{"pageSize": 4294967296}', /./],
  ["a page size that is too large", '{"pageSize": 1001}', /page_?size/i],
  ["a made-up page token", '{"pageToken": "zzz"}', /page_?token/i],
  ["a wrong instant", '{"knownAt": "2011-02-30T00:00:00Z"}', /./],
  ["invalid UTF-8", Buffer.from([0x7b, 0x22, 0x62, 0x6f, 0x64, 0x79, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]), /UTF-8/],
  ["nesting without end", "[".repeat(5000), /./],
];
for (const [what, body, words] of badJson) {
  test(`bad JSON: ${what}`, async () => {
    const response = await post("CaseService/ListCases", body);
    const error = await response.json();
    assert.equal(error.code, "invalid_argument", JSON.stringify(error));
    assert.equal(response.status, 400);
    assert.match(error.message, words);
  });
}

test("bad binary: an unknown field, and bytes that are no message", async () => {
  for (const body of [Buffer.from([0xf8, 0x3f, 0x01]), Buffer.from([0x0a, 0x7f, 0x00])]) {
    const response = await post("CaseService/ListCases", body, { "Content-Type": "application/proto" });
    assert.equal(response.status, 400);
    assert.equal((await response.json()).code, "invalid_argument");
  }
});

test("a method or service that isn't there is unimplemented", async () => {
  for (const method of ["CaseService/CloseDown", "NoService/Get"]) {
    const response = await post(method, "{}");
    assert.equal(response.status, 404);
    assert.equal((await response.json()).code, "unimplemented");
  }
});

test("an unknown content type is 415", async () => {
  const response = await post("CaseService/ListCases", "{}", { "Content-Type": "text/plain" });
  assert.equal(response.status, 415);
});

test("a compressed request is refused, naming what is taken", async () => {
  const response = await post("CaseService/ListCases", "{}", { "Content-Encoding": "br" });
  assert.equal((await response.json()).code, "unimplemented");
});

test("refused requests leave nothing behind", async () => {
  const cases = client(pb.CaseService, url, { headers: keys(actor) });
  assert.equal((await cases.listCases({ body: "bodies/kent", includeClosed: true })).cases.length, 0);
});

test("an answer in binary is the message that its bytes say", async () => {
  const message = toBinary(pb.ListCasesRequestSchema, create(pb.ListCasesRequestSchema, { pageSize: 1 }));
  const response = await post("CaseService/ListCases", message, { "Content-Type": "application/proto" });
  assert.equal(response.headers.get("content-type"), "application/proto");
  fromBinary(pb.ListCasesResponseSchema, new Uint8Array(await response.arrayBuffer()));
});

test("health and version answer", async () => {
  for (const path of ["/livez", "/readyz", "/version"]) {
    assert.equal((await fetch(url + path)).status, 200, path);
  }
});
