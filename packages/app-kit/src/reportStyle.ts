// The look of report.html.

/** A style sheet for one column of text, tables and figures. */
export const REPORT_STYLE = `
:root { color-scheme: light; --ink: #1c2430; --soft: #5b6675; --line: #d9dee5; --accent: #0b5cad; }
* { box-sizing: border-box; }
body { font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  color: var(--ink); background: #fff; max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .6rem; }
.question { color: var(--soft); margin: 0 0 1rem; }
.verdict { font-size: 1.15rem; border-left: 4px solid var(--accent); padding-left: .9rem; margin: 0 0 1.5rem; }
nav a { color: var(--accent); } section p { max-width: 44rem; }
.warning { background: #fff6df; border: 1px solid #ecd9a0; border-radius: 6px; padding: .6rem .9rem; }
table { border-collapse: collapse; width: 100%; margin: 1.5rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .6rem; text-align: right; }
th:first-child, td:first-child { text-align: left; }
.emphasis td { font-weight: 700; background: #eef5fc; }
.facts th { width: 7rem; vertical-align: top; } .facts td { text-align: left; }
figure { margin: 2rem 0; overflow-x: auto; } figure svg { max-width: 100%; height: auto; }
figcaption { color: var(--soft); font-size: .95rem; }
pre { background: #f5f7f9; border-radius: 6px; padding: .9rem; overflow-x: auto; font-size: .85rem; }
`;
