// Writes ../wwwroot, which the program embeds: node build.mjs. The face is two small files and htmx; only the charts, which few pages
// load, are put together by a bundler, that takes no more of the library than they need.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../wwwroot");
const from = (...path) => readFileSync(join(here, ...path));
const npm = (...path) => from("node_modules", ...path);

// Only the icons that are used, by their Tabler name: https://tabler.io/icons. A test keeps this list and the pages together.
const icons = [
  "alert-triangle", "arrow-down", "arrow-left", "arrow-up", "ban", "building-store", "calendar", "chart-bar", "check", "chevron-down", "chevron-left",
  "chevron-right", "chevron-up", "circle-check", "clock", "code", "coin", "copy", "database", "devices", "dots", "download", "edit", "eraser",
  "external-link", "eye", "file-import", "file-text", "filter", "fingerprint", "help", "history", "home", "inbox", "info-circle", "key",
  "list-check", "lock", "logout", "mail", "mail-forward", "message", "note", "paperclip", "phone", "player-pause", "player-play", "plus",
  "receipt", "receipt-refund", "refresh", "search", "send", "settings", "shield-lock", "sparkles", "switch-horizontal", "trash", "upload",
  "user", "user-plus", "users", "world", "x",
];

// The same ten characters that Ui/AssetFiles.cs puts behind ?v=, so that a style sheet can name a font that never changes.
const version = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 10);

const symbol = (name) => {
  const svg = npm("@tabler/icons/icons/outline", `${name}.svg`).toString();
  const shapes = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/<path stroke="none"[^>]*\/>/, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s+/g, " ").trim()}</symbol>`;
};

// Comments and indentation only: what is left compresses as well as a minifier's work.
const tightCss = (text) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s+/g, " ").replace(/ ?([{};,]) ?/g, "$1").trim();
const tightJs = (text) => text.replace(/^\s*\/\/.*\n/gm, "").replace(/^[ \t]+/gm, "").trim();

const fonts = { "inter-latin.woff2": "inter-latin-wght-normal.woff2", "inter-latin-ext.woff2": "inter-latin-ext-wght-normal.woff2" };
const files = Object.fromEntries(Object.entries(fonts).map(([name, file]) => [name, npm("@fontsource-variable/inter/files", file)]));

let css = readdirSync(join(here, "css")).sort().map((name) => from("css", name)).join("\n");
for (const name of Object.keys(fonts)) css = css.replaceAll(`url(${name})`, `url(/assets/${name}?v=${version(files[name])})`);

files["site.css"] = tightCss(css);
files["site.js"] = tightJs(["site.js", "palette.js", "live.js"].map((name) => from(name)).join("\n"));
files["charts.js"] = buildSync({
  entryPoints: [join(here, "charts.js")],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  write: false,
}).outputFiles[0].contents;
files["htmx.js"] = npm("htmx.org/dist/htmx.min.js");
files["icons.svg"] = `<svg xmlns="http://www.w3.org/2000/svg">${icons.map(symbol).join("")}</svg>`;
files["mark.svg"] = from("mark.svg");

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const [name, content] of Object.entries(files)) {
  const bytes = Buffer.from(content);
  writeFileSync(join(out, name), bytes);
  if (name.endsWith(".woff2")) continue; // compressed already
  writeFileSync(join(out, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
}

// Passwords that everybody tries first: one a line, for Platform/SignIn/PasswordRules.cs.
const { dictionary } = await import("@zxcvbn-ts/language-common");
writeFileSync(join(here, "common-passwords.txt"), dictionary["passwords-common"].join("\n"));
