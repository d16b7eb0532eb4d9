import { describe, expect, it } from 'vitest';
import { appBackends, lazyBackend } from './backends.ts';

describe('appBackends', () => {
  it('offers the backends of the command line', () => {
    expect(appBackends().names).toEqual(['onnx', 'tensorflow', 'wasm', 'cpu']);
  });

  it('takes the engine where nothing else is asked for, with its compiled steps', async () => {
    const backends = appBackends();
    const { name, why } = await backends.choose('auto');
    expect([name, why]).toEqual(['onnx', 'auto: onnx is the fastest backend installed here']);
    expect(backends.get('onnx').stepCompiler?.()).toMatchObject({ compile: expect.any(Function) });
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
