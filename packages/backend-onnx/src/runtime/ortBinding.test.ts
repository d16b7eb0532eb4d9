import { UnavailableError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { nativeBinding } from './ortBinding.ts';

describe('nativeBinding', () => {
  it('has the synchronous call where this package expects it', () => {
    const session = new (nativeBinding().InferenceSession)();
    expect(session).toMatchObject({ loadModel: expect.any(Function), run: expect.any(Function) });
  });

  it('says in one line that this machine cannot have it, and where it runs', () => {
    const absent = () => {
      throw new Error("Cannot find module '../bin/x.node'\nRequire stack:\n- binding.js");
    };
    expect(() => nativeBinding(absent)).toThrow(UnavailableError);
    expect(() => nativeBinding(absent)).toThrow(
      expect.objectContaining({
        message: `the native part of onnxruntime-node cannot be loaded on ${process.platform} ${process.arch}: Cannot find module '../bin/x.node'`,
        hint: expect.stringContaining('Apple silicon'),
      }),
    );
  });
});
