import { UnavailableError, ValueError } from '@dlqr/core/errors';
import { describe, expect, it } from 'vitest';
import { chooseProvider } from './chooseProvider.ts';

const onlyHas =
  (...present: string[]) =>
  (provider: string | { readonly name: string }): void => {
    const name = typeof provider === 'string' ? provider : provider.name;
    if (!present.includes(name)) throw new Error(`no ${name} here`);
  };

describe('chooseProvider', () => {
  it('takes the first that works, with the processor behind it', () => {
    expect(chooseProvider(['cuda', 'webgpu', 'cpu'], onlyHas('webgpu'))).toEqual({
      providers: ['webgpu', 'cpu'],
      refused: [{ name: 'cuda', reason: 'no cuda here' }],
    });
    const withOptions = { name: 'cuda', deviceId: 1 };
    expect(chooseProvider([withOptions], onlyHas('cuda')).providers).toEqual([withOptions, 'cpu']);
  });

  it('falls back to the processor only where it was asked for', () => {
    expect(chooseProvider(['cuda', 'cpu'], onlyHas()).providers).toEqual(['cpu']);
    const none = (): unknown => chooseProvider(['cuda', 'webgpu'], onlyHas());
    expect(none).toThrow(UnavailableError);
    expect(none).toThrow(/cuda: no cuda here; webgpu: no webgpu here/);
  });

  it('refuses an empty list', () => {
    expect(() => chooseProvider([])).toThrow(ValueError);
  });

  it('hears from onnxruntime itself that there is no such provider', () => {
    expect(() => chooseProvider(['nonsense'])).toThrow(/nonsense/);
    expect(chooseProvider(['nonsense', 'cpu']).refused[0]?.name).toBe('nonsense');
  });
});
