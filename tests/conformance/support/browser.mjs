// As much of a browser as signing in needs: cookies of each origin, redirections one by one, forms.
export class Browser {
  #cookies = new Map();

  // The cookies held for an origin, by name.
  cookies(origin) {
    if (!this.#cookies.has(origin)) {
      this.#cookies.set(origin, new Map());
    }
    return this.#cookies.get(origin);
  }

  // One request; a redirection is not followed.
  async send(url, options = {}) {
    const cookies = this.cookies(new URL(url).origin);
    const header = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, {
      redirect: "manual",
      ...options,
      headers: { ...(header ? { Cookie: header } : {}), ...options.headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=;]+)=([^;]*)/);
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(line) || value === "") {
        cookies.delete(name);
      } else {
        cookies.set(name, value);
      }
    }
    return response;
  }

  // Follows redirections until a page, or until a URL that begins with `stop`, which is not asked for.
  async follow(url, { stop, ...options } = {}) {
    for (let hops = 0; hops < 20; ++hops) {
      if (stop && url.startsWith(stop)) {
        return { url };
      }
      const response = await this.send(url, options);
      options = {};
      const location = response.headers.get("Location");
      if (!location) {
        return { url, response, text: await response.text() };
      }
      url = new URL(location, url).href;
    }
    throw new Error(`too many redirections, last to ${url}`);
  }

  // Fills and sends the one form of a page.
  async submit(page, values, stop) {
    const [, action] = page.text.match(/<form[^>]* action="([^"]+)"/);
    const hidden = [...page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, n, v]) => [n, v]);
    return this.follow(new URL(action, page.url).href, {
      method: "POST",
      body: new URLSearchParams([...hidden, ...Object.entries(values)]),
      stop,
    });
  }
}
