// Draws the panels of the dashboard from what a Prometheus answers, as one page without scripts:
//   npm install
//   node preview.js http://localhost:9090 2026-01-01T12:00:00Z 2026-01-01T12:05:00Z > preview.html
//   chromium --headless --window-size=1452,926 --screenshot=dashboard.png preview.html
import { readFileSync } from "node:fs";
import * as echarts from "echarts";

const [prometheus, from, to] = process.argv.slice(2);
const dashboard = JSON.parse(readFileSync(new URL("../lameduck-dashboard.json", import.meta.url)));
const [start, end] = [from, to].map((time) => Date.parse(time) / 1000);
const COLUMN = 60;
const ROW = 34;
const COLORS = {
  blue: "#3274d9",
  gray: "#8e8e8e",
  green: "#56a64b",
  orange: "#ff9830",
  purple: "#a352cc",
  red: "#c4162a",
};

const variables = {
  $namespace: ".*",
  $app: ".*",
  $__range: `${end - start}s`,
  $__rate_interval: "4s",
};

function filledIn(expression) {
  return Object.entries(variables).reduce(
    (text, [name, value]) => text.replaceAll(name, value),
    expression,
  );
}

async function ask({ expr, instant, legendFormat = "" }) {
  const time = instant ? { time: end } : { start, end, step: 1 };
  const parameters = new URLSearchParams({ query: filledIn(expr), ...time });
  const answer = await fetch(
    `${prometheus}/api/v1/${instant ? "query" : "query_range"}?${parameters}`,
  );
  const { data, error } = await answer.json();
  if (error) throw new Error(`${expr}: ${error}`);
  return data.result.map(({ metric, value, values }) => ({
    name: legendFormat.replace(/{{\s*(\w+)\s*}}/g, (_, label) => metric[label] ?? ""),
    points: (values ?? [value]).map(([seconds, number]) => [seconds * 1000, Number(number)]),
  }));
}

const UNITS = { s: " s", reqps: " req/s" };
const shown = (number, { unit, decimals = 0 }) => number.toFixed(decimals) + (UNITS[unit] ?? "");
const last = (series) => series.points.at(-1)[1];

function color(number, { thresholds }) {
  const reached = thresholds.steps.filter(({ value }) => value === null || number >= value);
  return COLORS[reached.at(-1).color];
}

function fixedColor(name, overrides) {
  const override = overrides.find(({ matcher }) => matcher.options === name);
  return COLORS[override?.properties[0].value.fixedColor];
}

const draw = {
  stat: ({ fieldConfig: { defaults } }, [series]) =>
    `<p class="stat" style="color: ${color(last(series), defaults)}">${shown(last(series), defaults)}</p>`,

  bargauge: ({ fieldConfig: { defaults } }, all) => {
    const longest = Math.max(...all.map(last));
    return all
      .map((series) => {
        const width = (100 * last(series)) / longest;
        return `<div class="bar"><span>${series.name}</span><span><i style="width: ${width}%;
          background: ${color(last(series), defaults)}"></i></span><b>${shown(last(series), defaults)}</b></div>`;
      })
      .join("");
  },

  timeseries: ({ gridPos, fieldConfig: { defaults, overrides } }, all) => {
    const size = { width: gridPos.w * COLUMN - 34, height: gridPos.h * ROW - 50 };
    const chart = echarts.init(null, null, { renderer: "svg", ssr: true, ...size });
    const stacked = defaults.custom.stacking.mode === "normal";
    chart.setOption({
      animation: false,
      grid: { left: 8, right: 12, top: 8, bottom: 30, containLabel: true },
      legend: { bottom: 0, itemWidth: 10, itemHeight: 8, textStyle: { fontSize: 11 } },
      xAxis: { type: "time", min: start * 1000, max: end * 1000, axisLabel: { hideOverlap: true } },
      yAxis: {
        min: 0,
        axisLabel: { formatter: (number) => number + (UNITS[defaults.unit] ?? "") },
      },
      series: all.map(({ name, points }) => ({
        name,
        type: "line",
        data: points,
        color: fixedColor(name, overrides),
        symbol: "none",
        stack: stacked ? "all" : undefined,
        areaStyle: stacked ? { opacity: 0.6 } : undefined,
        lineStyle: { width: stacked ? 1 : 2 },
      })),
    });
    const svg = chart.renderToSVGString();
    chart.dispose(); // or node would not end
    return svg;
  },
};

async function drawn(panel) {
  const { x, y, w, h } = panel.gridPos;
  const box = `left: ${x * COLUMN}px; top: ${y * ROW}px; width: ${w * COLUMN}px; height: ${h * ROW}px`;
  if (panel.type === "row") return `<h2 style="${box}">${panel.title}</h2>`;
  const series = (await Promise.all(panel.targets.map(ask))).flat();
  return `<section style="${box}"><div><h3>${panel.title}</h3>${draw[panel.type](panel, series)}</div></section>`;
}

console.log(`<!doctype html><meta charset="utf-8"><title>${dashboard.title}</title><style>
  body { margin: 6px; font: 12px sans-serif; background: #f4f5f5; color: #24292e }
  section, h2 { position: absolute; box-sizing: border-box; padding: 4px; margin: 6px }
  h2 { font-size: 15px; padding: 8px 6px }
  section > div { height: 100%; box-sizing: border-box; padding: 8px 12px; background: #fff; border: 1px solid #d8d9da }
  h3 { margin: 0 0 6px; font-size: 13px; font-weight: 600 }
  .stat { margin: 12px 0; font-size: 44px; text-align: center }
  .bar { display: grid; grid-template-columns: 42% 1fr 52px; gap: 8px; align-items: center; height: 34px }
  .bar i { display: block; height: 18px; min-width: 2px }
</style>${(await Promise.all(dashboard.panels.map(drawn))).join("\n")}`);
