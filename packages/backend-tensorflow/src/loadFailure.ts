// Says in one line why a native package could not be loaded, and what to do about it.
import { UnavailableError } from '@dlqr/core/errors';
import type { NativePackage } from './nativePackage.ts';

/** One package that was tried in vain. */
export interface LoadFailure {
  readonly packageName: NativePackage;
  readonly cause: unknown;
}

/** The error for a device that no package can serve. */
export function unavailable(wanted: string, failures: readonly LoadFailure[]): UnavailableError {
  const names = failures.map(({ packageName }) => packageName).join(' ');
  return new UnavailableError(
    `cannot load native TensorFlow (${wanted}); tried ${failures.map(describeFailure).join('; ')}`,
    {
      cause: new AggregateError(
        failures.map(({ cause }) => cause),
        'every package failed',
      ),
      hint: `Install it: npm install @dlqr/backend-tensorflow. Where only the binary is missing, fetch it again: npm rebuild ${names} (with pnpm: npx pnpm rebuild ${names}). It is optional: every other backend needs no binary of its own.`,
    },
  );
}

/** `package: reason`, without the stack and the advice of other package managers. */
export function describeFailure({ packageName, cause }: LoadFailure): string {
  const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown };
  const firstLine = String(message ?? cause).split('\n')[0] as string;
  if (isNotInstalled(packageName, code, firstLine)) return `${packageName}: not installed`;
  if (code === 'ERR_DLOPEN_FAILED') {
    return `${packageName}: its native part is damaged or for another system (${firstLine})`;
  }
  if (firstLine.includes('native addon module')) {
    return `${packageName}: installed without its native part, whose download must have failed`;
  }
  return `${packageName}: ${firstLine}`;
}

/** Whether it is this package that is not there, not one that it needs. */
function isNotInstalled(packageName: string, code: unknown, message: string): boolean {
  const isMissing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
  return isMissing && message.includes(`'${packageName}'`);
}
