// A browser as far as it takes to sign in and to press a button: cookies, forms, and no step further than one answer.
export class Browser {
  #cookies = new Map();

  constructor(root) {
    this.root = root;
  }

  async ask(address, init = {}) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(new URL(address, this.root), {
      ...init,
      redirect: "manual",
      headers: { accept: "text/html", "accept-language": "en", ...(cookie && { cookie }), ...init.headers },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [name, ...value] = set.split(";")[0].split("=");
      this.#cookies.set(name, value.join("="));
    }
    return answer;
  }

  // Fills in the form of a page that leads to that path, and presses its button.
  async send(page, path, fields) {
    const html = await (await this.ask(page)).text();
    const form = [...html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].find(([, action]) => action.split("?")[0] === path);
    if (!form) throw new Error(`There is no form for ${path} on ${page}: ${html.slice(0, 2000)}`);
    const hidden = [...form[2].matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, plain(value)]);
    return this.ask(plain(form[1]), { method: "POST", body: new URLSearchParams([...hidden, ...Object.entries(fields)]) });
  }

  async signIn(email, password) {
    const answer = await this.send("/sign-in", "/sign-in", { email, password });
    if (answer.status !== 302) throw new Error(`Signing in: ${answer.status}`);
  }
}

const plain = (text) => text.replace(/&quot;/g, '"').replace(/&#x2B;/g, "+").replace(/&amp;/g, "&");
