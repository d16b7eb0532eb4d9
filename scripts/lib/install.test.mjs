import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '@dlqr/test-kit';
import { describe, expect, it } from 'vitest';
import { install } from './install.mjs';

/** A repository of two packages, and a pnpm that only notes what it is asked for. */
async function repository() {
  const root = await temporaryDirectory();
  for (const folder of ['packages/core', 'apps/cli', 'scripts']) {
    await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(root, folder, 'package.json'), '{}');
  }
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) {
    await writeFile(join(root, file), file);
  }
  /** @type {string[][]} */
  const calls = [];
  const options = {
    runPnpm: async (/** @type {string[]} */ args) => void calls.push(args),
  };
  return { root, calls, options };
}

const FROZEN = ['install', '--frozen-lockfile'];
const WITHOUT_TENSORFLOW = '--filter-prod=!@dlqr/backend-tensorflow';

describe('install', () => {
  it('installs what packages need to run, once, and says before that it will', async () => {
    const { root, calls, options } = await repository();
    /** @type {number[]} */
    const announced = [];
    const all = { ...options, announce: () => void announced.push(calls.length) };
    expect(await install(root, ['@dlqr/cli'], all)).toBe(true);
    expect(await install(root, ['@dlqr/cli'], all)).toBe(false);
    expect(calls).toEqual([
      [...FROZEN, '--prod', '--filter-prod=@dlqr/cli...', WITHOUT_TENSORFLOW],
    ]);
    expect(announced).toEqual([0]);
  });

  it('keeps what is installed when more is wanted', async () => {
    const { root, calls, options } = await repository();
    await install(root, ['@dlqr/cli', '@dlqr/ch02'], options);
    await install(root, ['@dlqr/cli', '@dlqr/ch03'], options);
    const filters = ['cli', 'ch02', 'ch03'].map((name) => `--filter-prod=@dlqr/${name}...`);
    expect(calls[1]).toEqual([...FROZEN, '--prod', ...filters, WITHOUT_TENSORFLOW]);
    expect(await install(root, ['@dlqr/ch02'], options)).toBe(false);
  });

  it('takes the native TensorFlow along when it is named', async () => {
    const { root, calls, options } = await repository();
    await install(root, ['@dlqr/cli', '@dlqr/backend-tensorflow'], options);
    const filters = ['cli', 'backend-tensorflow'].map((name) => `--filter-prod=@dlqr/${name}...`);
    expect(calls).toEqual([[...FROZEN, '--prod', ...filters]]);
  });

  it('has everything after everything, but for the native TensorFlow', async () => {
    const { root, calls, options } = await repository();
    await install(root, ['@dlqr/cli'], options);
    expect(await install(root, 'everything', options)).toBe(true);
    expect(await install(root, 'everything', options)).toBe(false);
    expect(await install(root, ['@dlqr/ch13'], options)).toBe(false);
    expect(await install(root, ['@dlqr/backend-tensorflow'], options)).toBe(true);
    expect(await install(root, 'everything', options)).toBe(false);
    expect(calls.slice(1)).toEqual([[...FROZEN, '--ignore-scripts'], FROZEN]);
  });

  it('removes nothing from an install of everything that was made by hand', async () => {
    const { root, calls, options } = await repository();
    await mkdir(join(root, 'node_modules/vitest'), { recursive: true });
    await install(root, ['@dlqr/cli'], options);
    expect(calls).toEqual([[...FROZEN, '--ignore-scripts']]);
  });

  it.each(['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'packages/core/package.json'])(
    'installs again when %s has changed',
    async (file) => {
      const { root, calls, options } = await repository();
      await install(root, ['@dlqr/ch02'], options);
      await writeFile(join(root, file), '{ }');
      expect(await install(root, ['@dlqr/cli'], options)).toBe(true);
      expect(calls[1]).not.toContain('--filter-prod=@dlqr/ch02...');
    },
  );

  it('forgets an install that failed', async () => {
    const { root, options } = await repository();
    const failing = { runPnpm: () => Promise.reject(new Error('no registry')) };
    await expect(install(root, 'everything', failing)).rejects.toThrow('no registry');
    expect(await install(root, 'everything', options)).toBe(true);
  });

  it('installs again over a stamp that was cut short', async () => {
    const { root, options } = await repository();
    await install(root, 'everything', options);
    await writeFile(join(root, 'node_modules/.dlqr-installed.json'), '{"key": "');
    expect(await install(root, 'everything', options)).toBe(true);
  });
});
