import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheDirectory } from './cacheDirectory.ts';

const HOME = homedir();

describe('cacheDirectory', () => {
  it.each<[string, Record<string, string>, string]>([
    ['linux', { DLQR_CACHE_DIR: '/data' }, '/data'],
    ['win32', { DLQR_CACHE_DIR: 'D:/data', LOCALAPPDATA: 'C:/x' }, 'D:/data'],
    ['linux', {}, join(HOME, '.cache/dlqr')],
    ['linux', { XDG_CACHE_HOME: '/var/cache/me' }, '/var/cache/me/dlqr'],
    ['linux', { XDG_CACHE_HOME: '' }, join(HOME, '.cache/dlqr')],
    ['darwin', { XDG_CACHE_HOME: '/x' }, join(HOME, 'Library/Caches/dlqr')],
    ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'dlqr', 'Cache')],
    ['win32', {}, join(HOME, 'AppData', 'Local', 'dlqr', 'Cache')],
  ])('on %s with %j is %s', (platform, env, expected) => {
    expect(cacheDirectory(env, platform)).toBe(expected);
  });
});
