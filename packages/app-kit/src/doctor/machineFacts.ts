// Processor, memory and system of this machine.
import { readFileSync } from 'node:fs';
import {
  arch,
  availableParallelism,
  cpus,
  loadavg,
  platform,
  release,
  totalmem,
  type,
} from 'node:os';
import type { MachineFacts } from './examination.ts';

/** Looks the machine over. */
export function machineFacts(): MachineFacts {
  const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY; // 0: unknown
  return {
    platform: platform(),
    architecture: arch(),
    system: `${type()} ${release()}`,
    processor: cpus()[0]?.model.trim() || arch(),
    threads: availableParallelism(),
    processorLimit: processorLimit(readOrEmpty('/sys/fs/cgroup/cpu.max')),
    loadAverage: loadavg()[0] ?? 0,
    memoryBytes: Math.min(limit, totalmem()),
    availableMemoryBytes: process.availableMemory(),
  };
}

/**
 * The processor time that a container grants, in processors.
 *
 * @param cpuMax the cgroup's file `cpu.max`: `<microseconds or max> <period>`
 * @example processorLimit('150000 100000\n') // 1.5
 */
export function processorLimit(cpuMax: string): number | null {
  const [quota = '', period = ''] = cpuMax.trim().split(' ');
  const limit = Number(quota || 'none') / Number(period || 'none');
  return Number.isFinite(limit) && limit > 0 ? limit : null;
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // not Linux, or without cgroups
  }
}
