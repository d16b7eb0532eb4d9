// What the bench prints: a table for people, JSON for programs.
import { COLUMNS } from './columns.mjs';
import { median } from './median.mjs';
import { WORKLOADS } from './workloads.mjs';

/**
 * A whole run.
 *
 * @typedef {object} Bench
 * @property {ReturnType<typeof import('./machine.mjs').machine>} begin
 * @property {ReturnType<typeof import('./machine.mjs').machine>} end
 * @property {{ columns: string[], numRounds: number, seconds: number, seed: number }} settings
 * @property {Record<string, Record<string, import('./compete.mjs').Result>>} results by workload
 *   and column
 */

/**
 * @param {Bench} bench
 * @returns {string} one line of JSON; a figure that could not be had is null
 */
export function jsonReport({ begin, end, settings, results }) {
  const { loadAverage: loadAtBegin, ...machine } = begin;
  return JSON.stringify({
    machine: { ...machine, loadAtBegin, loadAtEnd: end.loadAverage },
    settings,
    versions: versionsOf(results),
    workloads: mapCells(results, (result) => rounded(figureOf(result))),
    minima: mapCells(results, (result) => rounded(figureOf(result) && result.minimum)),
    absent: mapCells(results, ({ absent }) => absent ?? undefined),
    warnings: mapCells(results, ({ warnings }) => (warnings.length > 0 ? warnings : undefined)),
  });
}

/**
 * @param {Bench} bench
 * @returns {string}
 */
export function tableReport({ begin, end, settings, results }) {
  const { columns, numRounds, seconds, seed } = settings;
  const names = Object.keys(results);
  const rows = names.map((name) => [name, ...columns.map((column) => cell(results[name][column]))]);
  return [
    'Milliseconds a training step: median of the rounds (minimum)',
    '',
    ...alignedTable([['', ...columns], ...rows]),
    '',
    ...names.map((name) => `${name.padEnd(9)} ${WORKLOADS[name].title}`),
    ...columns.map((column) => `${column.padEnd(9)} ${COLUMNS[column].what}`),
    ...listed('Without a figure:', results, ({ absent }) => (absent === null ? [] : [absent])),
    ...listed('Warnings:', results, ({ warnings }) => warnings),
    '',
    `${begin.cores} x ${begin.cpu}, ${begin.memory}, ${begin.system}`,
    `load average ${begin.loadAverage} at the beginning, ${end.loadAverage} at the end`,
    textOf({ node: begin.node, ...versionsOf(results) }),
    `${numRounds} rounds of ${seconds} s, in turns; seed ${seed}`,
  ].join('\n');
}

/** @returns {number | null} */
export function figureOf({ absent, rounds }) {
  return absent !== null || rounds.length === 0 ? null : median(rounds);
}

const rounded = (value) => value && Number(value.toFixed(4));

function cell(result) {
  const figure = figureOf(result);
  return figure === null ? '-' : `${digits(figure)} (${digits(result.minimum)})`;
}

/** Three digits that count. */
function digits(milliseconds) {
  if (milliseconds >= 100) return milliseconds.toFixed(0);
  return milliseconds.toFixed(milliseconds < 1 ? 3 : milliseconds < 10 ? 2 : 1);
}

function alignedTable(rows) {
  const widths = rows[0].map((_, index) => Math.max(...rows.map((row) => row[index].length)));
  return rows.map((row) => row.map((text, index) => text.padStart(widths[index])).join('  '));
}

/** A heading with a line for each text, or nothing. */
function listed(heading, results, textsOf) {
  const lines = Object.entries(results).flatMap(([name, columns]) =>
    Object.entries(columns).flatMap(([column, result]) =>
      textsOf(result).map((text) => `- ${name} ${column}: ${text}`),
    ),
  );
  return lines.length > 0 ? ['', heading, ...lines] : [];
}

function versionsOf(results) {
  const all = Object.values(results).flatMap((columns) => Object.values(columns));
  return Object.assign({}, ...all.map(({ versions }) => versions));
}

const textOf = (versions) =>
  Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join('; ');

const mapValues = (object, map) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
const mapCells = (results, map) => mapValues(results, (columns) => mapValues(columns, map));
