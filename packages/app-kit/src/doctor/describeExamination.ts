// An examination as lines for a terminal.
import { styleText } from 'node:util';
import { textTable } from '../table.ts';
import type { BackendCheck, Examination } from './examination.ts';

type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow';
type Paint = (style: Style, text: string) => string;

const MARKS = { works: '✔', unavailable: '–', broken: '✘', unknown: '?' } as const;
const STYLES = { works: 'green', unavailable: 'yellow', broken: 'red', unknown: 'yellow' } as const;
const TITLES = ['backend', 'loads', 'product', 'device', 'GFLOP/s', 'matrices'];

/**
 * What was found out, for people.
 *
 * @param colour whether the terminal has colours
 * @param width columns of the terminal, for breaking lines
 */
export function describeExamination(
  examination: Examination,
  { colour = false, width = 100 }: { readonly colour?: boolean; readonly width?: number } = {},
): string[] {
  const paint: Paint = (style, text) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  return [
    ...facts(machineRows(examination), width, paint),
    '',
    ...backendLines(examination.backends, paint),
    '',
    ...facts(resultRows(examination), width, paint),
    ...adviceLines(examination, width, paint),
    ...verdict(examination, paint),
  ];
}

type Row = readonly [name: string, value: string];

const NAME_WIDTH = 12;

/** Names on the left, their values beside them, broken where they are long. */
function facts(rows: readonly Row[], width: number, paint: Paint): string[] {
  const indent = ' '.repeat(NAME_WIDTH);
  return rows.flatMap(([name, value]) =>
    wrapped(value, width, indent).map((line, index) =>
      index ? line : paint('dim', name.padEnd(NAME_WIDTH)) + line.slice(NAME_WIDTH),
    ),
  );
}

function machineRows(examination: Examination): Row[] {
  const { versions, machine, graphics, cache } = examination;
  const { threads, processorLimit } = machine;
  const limit = processorLimit === null ? '' : `, of which a container may use ${processorLimit}`;
  const cards = graphics.cards.map(({ name, driver, memoryBytes }) =>
    [name, driver && `driver ${driver}`, memoryBytes && bytes(memoryBytes)]
      .filter(Boolean)
      .join(', '),
  );
  return [
    ['machine', `${machine.system} ${machine.architecture}, ${machine.processor}`],
    ['threads', `${threads}${limit}`],
    ['memory', `${bytes(machine.memoryBytes)}, ${bytes(machine.availableMemoryBytes)} available`],
    ['versions', `dlqr ${versions.dlqr}, Node ${versions.node}, TensorFlow.js ${versions.tfjs}`],
    ['GPU', `${cards.join('; ') || (graphics.usedBy ? 'one' : 'none')}: ${graphics.why}`],
    ['cache', `${cache.directory}, ${cacheState(examination)}`],
  ];
}

function cacheState({ cache }: Examination): string {
  if (!cache.writable) return `not writable: ${cache.problem}`;
  return cache.freeBytes === null ? 'writable' : `writable, ${bytes(cache.freeBytes)} free`;
}

function backendLines(backends: readonly BackendCheck[], paint: Paint): string[] {
  const [title = '', ...lines] = textTable([TITLES, ...backends.map(cellsOf)]);
  const details = backends.map(({ detail, version }) => withVersion(detail ?? '', version));
  const longest = Math.max(title.length, ...lines.map((line) => line.length));
  return [
    paint('bold', `  ${title}`),
    ...lines.map((line, index) => {
      const { status = 'broken' } = backends[index] ?? {};
      const detail = details[index] ? paint('dim', details[index]) : '';
      return `${paint(STYLES[status], MARKS[status])} ${line.padEnd(longest)}  ${detail}`.trimEnd();
    }),
  ];
}

function cellsOf({ name, status, device, product, speed }: BackendCheck): string[] {
  const loads = device !== null ? 'yes' : status === 'unknown' ? '?' : 'no';
  const right = product === null ? '–' : status === 'works' || speed ? 'right' : 'wrong';
  const size = speed ? `${speed.matrixSize} x ${speed.matrixSize}` : '–';
  return [name, loads, right, device ?? '–', speed ? threeDigits(speed.gflops) : '–', size];
}

/** Most backends name their version in the detail already. */
function withVersion(detail: string, version: string | null): string {
  return version === null || detail.includes(version) ? detail : `${detail}, version ${version}`;
}

const PRODUCT = '[[1, 2, 3], [4, 5, 6]] x [[1, 2], [3, 4], [5, 6]] = [[22, 28], [49, 64]]';
const MEASURE = 'billions of operations a second in the best of a few products: a quick measure';

function resultRows({ auto, backends, executionProviders, machine }: Examination): Row[] {
  const working = backends.filter(({ status }) => status === 'works').map(({ name }) => name);
  const choice =
    auto.name === null
      ? `failed: ${auto.problem}`
      : `apps take ${auto.name}: ${auto.why?.replace(/^auto: /, '')}`;
  const providers = executionProviders.map(({ name, usable, reason }) =>
    usable ? `${name} works` : `${name} does not (${reason})`,
  );
  const { loadAverage, threads } = machine;
  const busy = loadAverage >= threads ? ', of a busy machine: on an idle one it is more' : '';
  return [
    ...backends.flatMap(({ name, status, problem }): Row[] =>
      problem === null ? [] : [[name, status === 'works' ? problem : `${status}: ${problem}`]],
    ),
    ...(working.length ? [['product', `${PRODUCT} on ${listOf(working)}`] as const] : []),
    ...(backends.some(({ speed }) => speed) ? [['GFLOP/s', `${MEASURE}${busy}`] as const] : []),
    ...(providers.length
      ? [['providers', `of onnxruntime: ${providers.join('; ')}`] as const]
      : []),
    ['auto', choice],
  ];
}

function adviceLines({ advice }: Examination, width: number, paint: Paint): string[] {
  if (advice.length === 0) return [];
  const lines = advice.flatMap(({ text, command }) => [
    ...wrapped(text, width - 2, '  ').map((line, index) => (index ? line : `- ${line.slice(2)}`)),
    ...(command === null ? [] : [`    ${paint('bold', command)}`]),
  ]);
  return ['', paint('bold', 'What could be better'), ...lines];
}

function verdict({ ok, backends, auto, seconds }: Examination, paint: Paint): string[] {
  if (!ok) return [];
  const working = backends.filter(({ status }) => status === 'works').length;
  const start = auto.name === null ? '' : ' Train something: npm start';
  const count = `${working} of ${backends.length} backends work`;
  return ['', paint('green', `${count} (examined in ${seconds.toFixed(1)} s).${start}`)];
}

/** Breaks a text into lines that begin with an indent. */
function wrapped(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line !== indent && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? word : ` ${word}`;
  }
  return [...lines, line];
}

function listOf(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function threeDigits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function bytes(count: number): string {
  return count >= 1e9 ? `${(count / 1e9).toFixed(1)} GB` : `${Math.round(count / 1e6)} MB`;
}
