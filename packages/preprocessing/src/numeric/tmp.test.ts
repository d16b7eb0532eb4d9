import { it } from 'vitest';
import fs from 'node:fs';
import { normalCdf, normalQuantile } from './normal.ts';
it('x', () => {
  const d = JSON.parse(fs.readFileSync('/tmp/fz/n.json', 'utf8'));
  let a = 0, b = 0, za=0,pb=0;
  d.z.forEach((z: number, i: number) => { const e = Math.abs(normalCdf(z) / d.cdf[i] - 1); if (e > a && d.cdf[i]>1e-300) {a = e;za=z} });
  d.p.forEach((p: number, i: number) => { const e = Math.abs(normalQuantile(p) - d.ppf[i])/(Math.abs(d.ppf[i])+1e-9); if (e > b) {b = e;pb=p} });
  console.log(a, za, b,pb);
});
