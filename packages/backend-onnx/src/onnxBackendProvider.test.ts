import { UnavailableError } from '@dlqr/core/errors';
import { expect, it, vi } from 'vitest';
import { onnxBackend } from './onnxBackendProvider.ts';

vi.mock('./runtime/ortBinding.ts', () => ({
  nativeBinding: () => {
    throw new UnavailableError('the native part cannot be loaded');
  },
  runtimeVersion: () => '1.30.0',
}));

it('register refuses where the native part is missing, so that auto can go on to the next', async () => {
  await expect(onnxBackend.register()).rejects.toThrow(UnavailableError);
});
