// Where downloaded and unpacked data sets are kept.
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The cache folder: `$DLQR_CACHE_DIR`, else `dlqr` in the platform's folder for caches.
 *
 * @example cacheDirectory({ DLQR_CACHE_DIR: '/data/cache' }) // '/data/cache'
 * @see https://specifications.freedesktop.org/basedir-spec/latest/ for Linux
 */
export function cacheDirectory(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): string {
  if (env.DLQR_CACHE_DIR) return env.DLQR_CACHE_DIR;
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'dlqr', 'Cache');
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'dlqr');
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'dlqr');
}
