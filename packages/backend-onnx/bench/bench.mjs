// Milliseconds of a training step on the onnx backend and its peers; see --help.
import { parseArgs } from 'node:util';
import { COLUMNS } from './columns.mjs';
import { compete } from './compete.mjs';
import { machine } from './machine.mjs';
import { figureOf, jsonReport, tableReport } from './report.mjs';
import { WORKLOADS } from './workloads.mjs';

const HELP = `npm run bench -- [options]

  --only NAMES      workloads, of ${Object.keys(WORKLOADS).join(', ')}
  --columns NAMES   programs, of ${Object.keys(COLUMNS).join(', ')}
  --peers PYTHON    the Python that has torch and keras; else $DLQR_BENCH_PYTHON, else python3
  --rounds NUMBER   how often the programs take turns (5)
  --quick           2 short rounds
  --seed NUMBER     of batches and weights (42)
  --json            one line of JSON and nothing else (with npm: npm run -s bench -- --json)

All programs of a workload get the same batch and weights and must agree in their first losses.`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    columns: { type: 'string' },
    peers: { type: 'string', default: process.env.DLQR_BENCH_PYTHON ?? 'python3' },
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    seed: { type: 'string', default: '42' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await run();

async function run() {
  const settings = {
    columns: chosen(values.columns, COLUMNS),
    numRounds: Number(values.rounds ?? (values.quick ? 2 : 5)),
    seconds: values.quick ? 0.3 : 1,
    seed: Number(values.seed),
  };
  const say = (text) => console.error(text);
  const results = {};
  const begin = machine();
  try {
    for (const name of chosen(values.only, WORKLOADS)) {
      say(`${name} …`);
      results[name] = await compete(name, { ...settings, python: values.peers, say });
    }
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
    return;
  }
  const bench = { begin, end: machine(), settings, results };
  console.log(values.json ? jsonReport(bench) : tableReport(bench));
  if (Object.values(results).some(({ onnx }) => onnx && figureOf(onnx) === null)) {
    process.exitCode = 1; // a peer may be absent, what is measured may not
  }
}

/** The names of a list that is given, or all there are. */
function chosen(list, table) {
  const all = Object.keys(table);
  const names = list?.split(',') ?? all;
  const unknown = names.find((name) => !all.includes(name));
  if (unknown === undefined) return names;
  console.error(`There is no "${unknown}"; there are ${all.join(', ')}.`);
  process.exit(2);
}
