// Writes Holidays.g.cs: for each country and region its closed days, weekend and time zone, compact enough to be compiled in.
// Run by Amiable.Core.csproj when this file or package-lock.json changed; by hand: node generate.mjs <where to write>.
//
// One line a place, fields parted by '|':
//   a country          weekend | time zone | closed days
//   a region           id | weekend | time zone | name | days that are closed there or in the place it lies in, but not in both
// A region's empty weekend or zone is that of the place it lies in. A region inside a region (BY-A: Augsburg in Bavaria) has both ids, joined
// by a hyphen. A weekend is its days, Monday being 1 ("67"). Days are the gaps between them, counted from the day before FIRST_YEAR, in
// base-64 digits of 5 bits, least first, 32 added while more follow.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const FIRST_YEAR = 2010; // the sample ledger lies in 2012 and 2013
const LAST_YEAR = 2040;
const DAY = 86_400_000;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

// Days on which banks are closed count as holidays, since no payment moves. These are marked so in the data, but banks are open.
const BANKS_ARE_OPEN = { FI: ['12-31'], NL: ['12-31'] };

// What the data has wrong, found by comparing it with other sources; '12-26' is every year's. Regions follow their country.
const AMENDMENTS = {
    BG: { adds: ['12-26'], drops: [] }, // Labour Code, art. 154: 24, 25 and 26 December
    CN: { adds: [], drops: ['06-01'] }, // a holiday for children under 14 only
    GB: { adds: ['2012-06-04'], drops: ['2012-05-28'] }, // moved for the Diamond Jubilee
    IS: { adds: ['2013-04-25', '2019-04-25', '2024-04-25', '2030-04-25'], drops: ['2013-04-18', '2024-04-18'] }, // the first Thursday *after* 18 April
};

// Where the rule of CLDR (Saturday and Sunday unless said otherwise) is not the week that offices keep.
const WEEKENDS = {
    BD: '56', // Friday and Saturday since 2005
    MV: '56', // since 2013
    PS: '56',
    'MY-02': '56', // Kedah, Kelantan and Terengganu; Johor went back to Saturday and Sunday in 2025
    'MY-03': '56',
    'MY-11': '56',
};

// Where the first zone listed is not that of most of the country's business.
const ZONES = {
    CD: 'Africa/Kinshasa',
    FM: 'Pacific/Pohnpei',
    KI: 'Pacific/Tarawa',
    MM: 'Asia/Yangon',
    NP: 'Asia/Kathmandu',
    PG: 'Pacific/Port_Moresby',
    UZ: 'Asia/Tashkent',
    'BR-PA': 'America/Belem',
    'CA-QC': 'America/Toronto',
    'NZ-CIT': 'Pacific/Chatham',
};

const Holidays = require('date-holidays');
const places = new Holidays();
const weeks = require('cldr-core/supplemental/weekData.json').supplemental.weekData;

function weekend(place) {
    if (WEEKENDS[place]) return WEEKENDS[place];
    const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const first = names.indexOf(weeks.weekendStart[place] ?? weeks.weekendStart['001']);
    const last = names.indexOf(weeks.weekendEnd[place] ?? weeks.weekendEnd['001']);
    let days = '';
    for (let day = first; ; day = (day + 1) % 7) {
        days += day + 1;
        if (day === last) return days;
    }
}

/** The zones of each country by CLDR, for those of which date-holidays says none. */
function zonesByCountry() {
    const zones = {};
    for (const { mapZone } of require('cldr-core/supplemental/windowsZones.json').supplemental.windowsZones.mapTimezones)
        if (/^(?!ZZ)[A-Z]{2}$/.test(mapZone._territory)) (zones[mapZone._territory] ??= []).push(...mapZone._type.split(' '));
    return zones;
}

/** Whether offices are closed for that holiday. */
function closes({ type, date }, country) {
    return type === 'public' || (type === 'bank' && !BANKS_ARE_OPEN[country]?.includes(date.slice(5, 10)));
}

/** The whole days a holiday takes, as days since 1970. Local dates, as written: no instant is ever turned into a date. */
function wholeDays({ date, start, end }) {
    const [, year, month, day, hour] = date.match(/^(\d{4})-(\d\d)-(\d\d) (\d\d):/).map(Number);
    const first = Date.UTC(year, month - 1, day) / DAY;
    const until = hour + (end - start) / 3_600_000;
    const days = [];
    // Half days are open: a day counts when the holiday begins by nine and lasts to the night. A day of 23 hours (DST) still counts.
    for (let n = 0; n * 24 + 22 <= until; n++) if (n > 0 || hour <= 9) days.push(first + n);
    return days;
}

function amended(days, country) {
    const each = (dates, change) => {
        for (const date of dates)
            if (date.length === 10) change(Date.parse(date) / DAY);
            else for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) change(Date.parse(`${year}-${date}`) / DAY);
    };
    each(AMENDMENTS[country]?.drops ?? [], (day) => days.delete(day));
    each(AMENDMENTS[country]?.adds ?? [], (day) => days.add(day));
    return days;
}

function closedDays(...place) {
    const holidays = new Holidays(...place);
    const first = Date.UTC(FIRST_YEAR, 0, 1) / DAY;
    const last = Date.UTC(LAST_YEAR, 11, 31) / DAY;
    const days = new Set();
    // A year more at either end: New Year's Day may be kept in December, and a feast may last into January.
    for (let year = FIRST_YEAR - 1; year <= LAST_YEAR + 1; year++)
        for (const holiday of holidays.getHolidays(year))
            if (closes(holiday, place[0])) wholeDays(holiday).forEach((day) => day >= first && day <= last && days.add(day));
    return amended(days, place[0]);
}

function encoded(days) {
    let text = '';
    let before = Date.UTC(FIRST_YEAR, 0, 1) / DAY - 1;
    for (const day of [...days].sort((a, b) => a - b)) {
        let gap = day - before;
        for (; gap > 31; gap >>= 5) text += DIGITS[32 + (gap & 31)];
        text += DIGITS[gap];
        before = day;
    }
    return text;
}

function regionLine(id, name, country, above, here) {
    const code = id.replace('-', '');
    if (!/^[A-Za-z0-9]+$/.test(code) || /[|\n]/.test(name)) throw new Error(`${country}-${id} (${name}) does not fit the table.`);
    const unlike = [...here.days].filter((day) => !above.days.has(day)).concat([...above.days].filter((day) => !here.days.has(day)));
    const week = here.weekend === above.weekend ? '' : here.weekend;
    return [id, week, here.zone === above.zone ? '' : here.zone, name, encoded(unlike)].join('|');
}

function countryText(country, cldrZones) {
    const known = country in places.getCountries();
    const zone = ZONES[country] ?? (known ? new Holidays(country).getTimezones()[0] : cldrZones[country][0]);
    const top = { weekend: weekend(country), zone, days: known ? closedDays(country) : new Set() };
    const lines = [[top.weekend, top.zone, encoded(top.days)].join('|')];
    const within = (above, path, id, name) => {
        const zones = new Holidays(country, ...path).getTimezones();
        // A region without zones of its own answers with all those of the country: then it keeps the one chosen above.
        const inherited = zones.join() === new Holidays(country, ...path.slice(0, -1)).getTimezones().join();
        const here = {
            weekend: WEEKENDS[`${country}-${id}`] ?? above.weekend,
            zone: ZONES[`${country}-${id}`] ?? (inherited ? above.zone : zones[0]),
            days: closedDays(country, ...path),
        };
        lines.push(regionLine(id, name, country, above, here));
        return here;
    };
    for (const [state, stateName] of Object.entries((known && places.getStates(country, 'en')) || {})) {
        const here = within(top, [state], state, stateName);
        for (const [region, name] of Object.entries(places.getRegions(country, state, 'en') ?? {}))
            within(here, [state, region], `${state}-${region}`, name);
    }
    return lines.join('\n');
}

function attribution() {
    const licence = readFileSync(require.resolve('date-holidays/package.json').replace('package.json', 'LICENSE'), 'utf8');
    const [, sources] = licence.match(/<attribution>\s*([\s\S]*?)\s*<\/attribution>/);
    const version = (name) => require(`${name}/package.json`).version;
    return `// <auto-generated/>
// Holidays: date-holidays ${version('date-holidays')}, https://github.com/commenthol/date-holidays, Copyright (c) 2015-present commenthol, ISC; its data
// relies on the articles below (CC BY-SA 3.0) and is adapted here: reckoned into dates, reduced to whole closed days, encoded.
// Weekends, further time zones: Unicode CLDR ${version('cldr-core')}, https://cldr.unicode.org, Copyright (c) 2004-2026 Unicode, Inc., Unicode-3.0.
//
${sources.replace(/^/gm, '// ')}
`;
}

function source(texts) {
    const codes = Object.keys(texts).sort();
    const cases = codes.map((code) => `        "${code}" => ${JSON.stringify(texts[code])},`);
    return `${attribution()}
#nullable enable
namespace Amiable;

internal static partial class HolidayTable
{
    internal const int FirstYear = ${FIRST_YEAR};
    internal const int LastYear = ${LAST_YEAR};
    private const string Codes = "${codes.join(' ')}";

    private static string? TextOf(string country) => country switch
    {
${cases.join('\n')}
        _ => null,
    };
}
`;
}

if (isMainThread) {
    const target = process.argv[2];
    if (!target) throw new Error('Say where to write: node generate.mjs <file>');
    const codes = new Set([...Object.keys(places.getCountries()), ...Object.keys(zonesByCountry())]);
    // Lunar calendars are astronomy: countries are handed out one by one to as many threads as there are processors.
    const waiting = [...codes].sort();
    const texts = {};
    const work = () =>
        new Promise((resolve, reject) => {
            const worker = new Worker(new URL(import.meta.url), { workerData: zonesByCountry() });
            const next = () => (waiting.length ? worker.postMessage(waiting.shift()) : worker.terminate());
            worker.on('message', ([code, text]) => ((texts[code] = text), next()));
            worker.on('error', reject);
            worker.on('exit', resolve);
            next();
        });
    await Promise.all(Array.from({ length: Math.min(8, availableParallelism()) }, work));
    // Moved into place whole, so that a build beside this one never reads half of it.
    writeFileSync(`${target}.${process.pid}`, source(texts));
    renameSync(`${target}.${process.pid}`, target);
} else {
    parentPort.on('message', (code) => parentPort.postMessage([code, countryText(code, workerData)]));
}
