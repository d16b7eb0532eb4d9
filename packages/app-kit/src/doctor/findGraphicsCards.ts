// Which graphics cards a machine has, asked of what every system has at hand.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { GraphicsCard } from './examination.ts';

/** Where it is looked; tests put others in its place. */
export interface GraphicsSources {
  readonly platform: string;
  readonly architecture: string;
  readonly processor: string;
  /** The folder of devices: `/sys/bus/pci/devices` on Linux. */
  readonly devicesFolder: string;
  /** The standard output of a program; rejects where it is missing or fails. */
  readonly run: (program: string, args: readonly string[]) => Promise<string>;
}

const SYSTEM_TOOL_TIMEOUT_MS = 2000;

/** This machine. */
function ownSources(): GraphicsSources {
  return {
    platform: process.platform,
    architecture: process.arch,
    processor: cpus()[0]?.model ?? '',
    devicesFolder: '/sys/bus/pci/devices',
    run: (program, args) =>
      new Promise((resolve, reject) => {
        const options = { timeout: SYSTEM_TOOL_TIMEOUT_MS, windowsHide: true };
        execFile(program, [...args], options, (error, stdout) =>
          error ? reject(error) : resolve(stdout),
        );
      }),
  };
}

/**
 * The cards of NVIDIA as their driver names them, on Linux those of AMD and Intel as the kernel
 * lists them (and NVIDIA's without a driver), on Apple silicon the processor's own.
 */
export async function findGraphicsCards(
  sources: GraphicsSources = ownSources(),
): Promise<GraphicsCard[]> {
  const { platform, architecture, processor } = sources;
  if (platform === 'darwin' && architecture === 'arm64') {
    return [{ vendor: 'apple', name: processor || 'Apple', driver: null, memoryBytes: null }];
  }
  const [withDriver, listed] = await Promise.all([
    askNvidia(sources),
    platform === 'linux' ? listDevices(sources.devicesFolder) : [],
  ]);
  const rest = withDriver.length > 0 ? listed.filter(({ vendor }) => vendor !== 'nvidia') : listed;
  return [...withDriver, ...rest];
}

const NVIDIA_QUERY = [
  '--query-gpu=name,driver_version,memory.total',
  '--format=csv,noheader,nounits',
];

async function askNvidia({ run }: GraphicsSources): Promise<GraphicsCard[]> {
  const output = await run('nvidia-smi', NVIDIA_QUERY).catch(() => ''); // no driver, no such program
  return output.split('\n').flatMap((line) => {
    const [name, driver, mebibytes] = line.split(',').map((cell) => cell.trim());
    if (!name || !driver) return [];
    const memoryBytes = Number(mebibytes) * 2 ** 20 || null;
    return [{ vendor: 'nvidia', name, driver, memoryBytes }];
  });
}

const VENDORS: Readonly<Record<string, { vendor: GraphicsCard['vendor']; name: string }>> = {
  '0x10de': { vendor: 'nvidia', name: 'NVIDIA card whose driver does not answer' },
  '0x1002': { vendor: 'amd', name: 'AMD graphics' },
  '0x8086': { vendor: 'intel', name: 'Intel graphics' },
};

/** Display controllers have classes that begin with 03. */
async function listDevices(folder: string): Promise<GraphicsCard[]> {
  const devices = await readdir(folder).catch(() => []);
  const cards = await Promise.all(
    devices.map(async (device): Promise<GraphicsCard[]> => {
      const [kind, maker] = await Promise.all(
        ['class', 'vendor'].map((file) => readFile(join(folder, device, file), 'utf8')),
      ).catch(() => []);
      const known = kind?.startsWith('0x03') ? VENDORS[maker?.trim() ?? ''] : undefined;
      return known ? [{ ...known, driver: null, memoryBytes: null }] : [];
    }),
  );
  return cards.flat();
}
