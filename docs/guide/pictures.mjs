// Takes the pictures of the guide anew, from the demo organization of a running server. In a folder of yours: npm install playwright-core
// then, from that folder, with chromium on the PATH: node PATH/TO/docs/guide/pictures.mjs http://localhost:5080 (and, for a few only: home,search)
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const { chromium } = createRequire(join(process.cwd(), "x"))("playwright-core");
const base = process.argv[2] ?? "http://localhost:5080";
const guide = dirname(fileURLToPath(import.meta.url));
const size = { width: 1200, height: 750 };
/** An invoice of the demo organization, as its accounting program might print it. */
const invoice = `<style>body{font:15px Arial;margin:60px}table{width:100%;border-collapse:collapse;margin:40px 0}td,th{text-align:left;padding:8px;border-bottom:1px solid #ccc}
td:last-child,th:last-child{text-align:right}.to{margin:50px 0 50px 380px}</style>
<b style="font-size:22px">Duvernay Conseil</b><br>14 rue de la République, 69002 Lyon
<div class="to"><b>Imprimerie Saint-Clair</b><br>8 quai Saint-Clair<br>69001 Lyon</div>
<h2>Facture D-2026-0412</h2><p>Date de facture : 02/11/2026<br>Échéance : 02/12/2026</p>
<table><tr><th>Désignation</th><th>Montant HT</th></tr><tr><td>Audit comptable</td><td>1 200,00 €</td></tr><tr><td>Suivi de projet</td><td>600,00 €</td></tr>
<tr><td>Total HT</td><td>1 800,00 €</td></tr><tr><td>TVA 20 %</td><td>360,00 €</td></tr><tr><td><b>Total TTC</b></td><td><b>2 160,00 €</b></td></tr></table>`;

const ledgers = {
    en: "Customer;Invoice number;Issue date;Due date;Total with tax;Amount paid;E-mail\n",
    fr: "Client;Numéro de facture;Date d’émission;Échéance;Total TTC;Montant payé;E-mail\n",
};
const rows = [
    "Atelier Morel;F-2026-0901;02/09/2026;02/10/2026;1 480,00;0,00;compta@atelier-morel.example",
    "Atelier Morel;F-2026-0917;21/09/2026;21/10/2026;620,50;0,00;compta@atelier-morel.example",
    "Brasserie du Quai;F-2026-0902;03/09/2026;03/10/2026;3 240,00;1 000,00;gestion@brasserie-quai.example",
    "Cabinet Lenoir;F-2026-0905;07/09/2026;07/10/2026;890,00;890,00;contact@cabinet-lenoir.example",
    "Garage Perrin;F-2026-0911;14/09/2026;14/10/2026;2 115,75;0,00;factures@garage-perrin.example",
];

/** Opens the first row of a list in the panel at the right. */
async function openFirst(page, address, row = "tbody tr a.open") {
    await page.goto(address);
    await page.locator(row).first().click();
    await page.waitForSelector("#panel aside.panel, aside.panel");
}

const pictures = {
    home: page => page.goto("/"),
    accounts: page => page.goto("/accounts?only=overdue"),
    account: async page => {
        await page.goto("/accounts?only=overdue");
        await page.locator("tbody tr td.name a, tbody tr a").first().click();
        await page.waitForURL(/accounts\/[0-9a-f-]{36}/);
    },
    import: async (page, language) => {
        await page.goto("/import");
        const buffer = Buffer.from(ledgers[language] + rows.join("\n") + "\n");
        await page.setInputFiles("input[type=file]", { name: "factures.csv", mimeType: "text/csv", buffer });
        await page.locator("main form button[type=submit]").first().click();
        await page.waitForURL(/import\/.+/);
    },
    document: async (page, language) => {
        const maker = await page.context().newPage();
        await maker.setContent(invoice);
        const buffer = await maker.pdf({ format: "A4" });
        await maker.close();
        await page.goto("/import");
        await page.setInputFiles("input[type=file]", { name: `D-2026-0${language === "fr" ? 412 : 413}.pdf`, mimeType: "application/pdf", buffer });
        await page.locator("main form button[type=submit]").first().click();
        await page.waitForURL(/(documents|errands)/);
        await page.waitForTimeout(4000);
        await page.goto("/import/documents");
        await page.locator("tbody tr a").first().click();
        await page.locator(".sheet img").first().evaluate(picture => picture.decode());
        await page.locator("input[name=number]").focus();
    },
    invoice: page => openFirst(page, "/invoices?show=overdue"),
    "credit-note": page => openFirst(page, "/credit-notes"),
    communications: page => page.goto("/communications?show=to-approve"),
    communication: page => openFirst(page, "/communications?show=to-approve"),
    edit: async page => {
        await openFirst(page, "/communications?show=to-approve");
        await page.locator("aside.panel footer a[href*='/edit']").click();
        await page.waitForSelector("textarea[name=text]");
    },
    task: page => openFirst(page, "/tasks", "tbody tr:last-child a.open"),
    search: async page => {
        await page.goto("/");
        await page.keyboard.press("Control+K");
        await page.keyboard.type("mercier", { delay: 30 });
        await page.locator("#find").getByText("Nadia Mercier").first().waitFor();
    },
    agent: async page => {
        await page.goto("/settings/agent");
        await page.locator("#rhythm").evaluate(part => part.scrollIntoView());
    },
    channels: page => page.goto("/settings/channels"),
    members: page => page.goto("/settings/members"),
    audit: page => page.goto("/settings/audit"),
};

/** A browser writes WebP a third as large as its own screenshots. */
async function asWebp(page, png) {
    const text = await page.evaluate(async source => {
        const picture = new Image();
        picture.src = source;
        await picture.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [picture.width, picture.height];
        canvas.getContext("2d").drawImage(picture, 0, 0);
        return canvas.toDataURL("image/webp", 0.82);
    }, `data:image/png;base64,${png.toString("base64")}`);
    return Buffer.from(text.split(",")[1], "base64");
}

const executablePath = execFileSync("which", ["chromium"]).toString().trim();
for (const [language, locale] of [["en", "en-GB"], ["fr", "fr-FR"]]) {
    // Fields for days and hours speak the language of the browser.
    const env = { ...process.env, LANGUAGE: locale.replace("-", "_") };
    const browser = await chromium.launch({ executablePath, env, args: ["--no-sandbox", "--disable-gpu", `--lang=${locale}`] });
    const blank = await browser.newPage();
    const context = await browser.newContext({ baseURL: base, viewport: size, locale, reducedMotion: "reduce", colorScheme: "light" });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.goto("/");
    await page.locator("form[action='/sign-in/demo'] button").click({ timeout: 120_000 });
    await page.waitForURL(base + "/", { timeout: 120_000 });
    const folder = join(guide, language, "pictures");
    mkdirSync(folder, { recursive: true });
    for (const [name, prepare] of Object.entries(pictures)) {
        if (process.argv[3] && !process.argv[3].split(",").includes(name))
            continue;
        await prepare(page, language);
        await page.mouse.move(600, 5);
        await page.waitForLoadState("load");
        await page.waitForTimeout(700);
        const file = join(folder, `${name}.webp`);
        writeFileSync(file, await asWebp(blank, await page.screenshot()));
        console.log(`${language}/pictures/${name}.webp`);
    }
    await browser.close();
}
