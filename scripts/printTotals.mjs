// `node scripts/printTotals.mjs STATUS`: the totals of the `npm test` that ended with STATUS.
import { ROOT } from './lib/repository.mjs';
import { formatCounts, readTotals } from './lib/testReports.mjs';

const counts = readTotals(ROOT, Number(process.argv[2] ?? 1));
console.log(formatCounts(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
