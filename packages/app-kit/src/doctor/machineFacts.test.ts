import { cpus } from 'node:os';
import { describe, expect, it } from 'vitest';
import { machineFacts, processorLimit } from './machineFacts.ts';

describe('machineFacts', () => {
  it('knows this machine', () => {
    const { platform, architecture, threads, memoryBytes, availableMemoryBytes } = machineFacts();
    expect([platform, architecture]).toEqual([process.platform, process.arch]);
    expect(threads).toBeGreaterThanOrEqual(1);
    expect(threads).toBeLessThanOrEqual(cpus().length);
    expect(availableMemoryBytes).toBeGreaterThan(0);
    expect(memoryBytes).toBeGreaterThan(process.memoryUsage().rss);
  });

  it.each([
    ['150000 100000\n', 1.5],
    ['max 100000\n', null],
    ['', null],
    ['nonsense', null],
  ])('reads the limit of a container from %j', (text, limit) => {
    expect(processorLimit(text)).toBe(limit);
  });
});
