// Draws the tables of charts with bars. What is drawn is what the table says; without this script the table alone is there.
import { BarChart } from "echarts/charts";
import { GridSimpleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, GridSimpleComponent, CanvasRenderer]);

// A token of the style sheet as the colour it is in this theme.
const colour = (token) => {
  const probe = document.createElement("i");
  probe.style.color = `var(--${token})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
};

const read = (table) =>
  [...table.tBodies[0].rows].map((row) => ({
    name: row.cells[0].dataset.short ?? row.cells[0].textContent.trim(),
    values: [...row.querySelectorAll("[data-value]")].map((cell) => ({ value: Number(cell.dataset.value), text: cell.textContent.trim() })),
  }));

const bar = (data, fill, more = {}) => ({
  type: "bar",
  data,
  itemStyle: { color: fill, borderRadius: 2 },
  emphasis: { label: { show: true, position: "top", color: colour("ink"), fontWeight: 600, formatter: (point) => point.data.text } },
  ...more,
});

// Sure, likely, possible: what each adds stands on the one before.
const range = (rows) => {
  const part = (index) =>
    rows.map(({ values }) => ({ value: Math.max(0, values[index].value - (index ? values[index - 1].value : 0)), text: values[index].text }));
  const fills = [colour("info"), colour("info"), colour("info")];
  return fills.map((fill, index) =>
    bar(part(index), fill, { stack: "all", itemStyle: { color: fill, opacity: [1, 0.6, 0.25][index] }, barCategoryGap: "35%" }),
  );
};

// The part stands at the foot of the whole.
const share = (rows) => {
  const parts = [({ values: [, part] }) => part.value, ({ values: [whole, part] }) => whole.value - part.value];
  const fills = [colour("bad"), colour("info")];
  const texts = [({ values: [, part] }) => part.text, ({ values: [whole] }) => whole.text];
  return fills.map((fill, index) =>
    bar(rows.map((row) => ({ value: parts[index](row), text: texts[index](row) })), fill, { stack: "all", barCategoryGap: "35%" }),
  );
};

const draw = (figure) => {
  const [table, place] = [figure.querySelector("table"), figure.querySelector("[data-drawing]")];
  const rows = read(table);
  const isRank = figure.dataset.chart === "rank";
  const compact = new Intl.NumberFormat(document.documentElement.lang, { notation: "compact" });
  const words = { color: colour("muted"), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
  // A long name leaves the bars their room; the table has it whole.
  const labels = isRank ? { ...words, width: 160, overflow: "truncate" } : words;
  const names = { type: "category", data: rows.map((row) => row.name), inverse: isRank, axisTick: { show: false }, axisLabel: labels };
  const values = {
    type: "value",
    splitNumber: 3,
    minInterval: isRank || figure.dataset.chart === "share" ? 1 : 0,
    axisLabel: { ...words, formatter: (value) => compact.format(value) },
    splitLine: { lineStyle: { color: colour("line") } },
  };
  names.axisLine = { lineStyle: { color: colour("line-strong") } };
  const chart = figure.chart ?? (figure.chart = init(place));
  const single = rows.map(({ values: [first] }) => first);
  const side = { emphasis: { label: { show: true, position: "right", color: colour("ink"), formatter: (point) => point.data.text } } };
  chart.setOption(
    {
      animation: false,
      grid: { left: 4, right: isRank ? 40 : 8, top: 24, bottom: 4, containLabel: true },
      [isRank ? "yAxis" : "xAxis"]: names,
      [isRank ? "xAxis" : "yAxis"]: values,
      series: { range, share }[figure.dataset.chart]?.(rows) ?? [bar(single, colour("info"), isRank ? side : {})],
    },
    true,
  );
};

const sizes = new ResizeObserver((seen) => seen.forEach(({ target }) => target.closest("[data-chart]").chart?.resize()));

window.drawCharts = () => {
  for (const figure of document.querySelectorAll("[data-chart]")) {
    if (!figure.chart) sizes.observe(figure.querySelector("[data-drawing]"));
    draw(figure);
  }
};
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", window.drawCharts);
window.drawCharts();
