// Requests as no browser would send them.
import http from "node:http";

// Gives status, headers and the bytes of the body as they came over the wire.
export function ask(url, path, { method = "GET", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(path, url), { method, headers }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}

// What a page's form would send: its hidden secret, and the cookies that go with it.
export async function formOf(url, path, cookies = "") {
  const { headers, body } = await ask(url, path, { headers: { Accept: "text/html", Cookie: cookies } });
  const set = (headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]);
  const csrf = body.toString().match(/name="csrf" value="([^"]*)"/)?.[1];
  return { csrf, cookies: [...cookies.split("; ").filter(Boolean), ...set].join("; ") };
}

export function post(url, path, fields, { cookies = "", headers = {} } = {}) {
  return ask(url, path, {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "text/html", Cookie: cookies, ...headers },
  });
}

// Signs in without a browser; gives the session's cookie and a form's secret.
export async function session(url, person, password) {
  const form = await formOf(url, "/sign-in");
  const answer = await post(url, "/sign-in", { csrf: form.csrf, person, password }, { cookies: form.cookies });
  const cookies = answer.headers["set-cookie"].map((cookie) => cookie.split(";")[0]).join("; ");
  return await formOf(url, "/account", cookies);
}
