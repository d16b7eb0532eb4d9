import { describe, expect, it } from 'vitest';
import { appBackends, lazyBackend } from './backends.ts';

describe('appBackends', () => {
  it('offers the backends of the command line', () => {
    expect(appBackends().names).toEqual(['onnx', 'tensorflow', 'wasm', 'cpu']);
  });

  it('names the install line of a package that is not there', async () => {
    const backend = lazyBackend('x', '@dlqr/no-such-package', 'xBackend');
    await expect(backend.register()).rejects.toMatchObject({
      code: 'DLQR_UNAVAILABLE',
      message: '@dlqr/no-such-package cannot be loaded: it is not installed',
      hint: 'Install it: npm install @dlqr/no-such-package',
    });
    expect(backend.stepCompiler?.()).toBeNull();
  });
});
