import { describe, expect, it } from 'vitest';
import type { GraphicsCard } from './examination.ts';
import { graphicsFacts } from './graphicsFacts.ts';
import { missingBackend, workingBackend } from './testing/findings.ts';

const nvidia: GraphicsCard = { vendor: 'nvidia', name: 'T4', driver: '550', memoryBytes: null };
const amd: GraphicsCard = { ...nvidia, vendor: 'amd', name: 'AMD graphics' };
const webgpu = { name: 'webgpu', usable: true, reason: null };
const onnx = workingBackend('onnx');

describe('graphicsFacts', () => {
  it('names the backend that computes on a card', () => {
    const backends = [onnx, workingBackend('tensorflow', { device: 'gpu' })];
    expect(graphicsFacts([nvidia], backends, [])).toEqual({
      cards: [nvidia],
      usedBy: 'tensorflow',
      why: 'tensorflow computes on a GPU',
    });
  });

  it('does not count one that computes wrongly there', () => {
    const broken = workingBackend('tensorflow', { device: 'gpu', status: 'broken' });
    expect(graphicsFacts([nvidia], [broken], []).usedBy).toBeNull();
  });

  it.each([
    ['there is none', [], [onnx], [], /no card .* was found here$/],
    ['it is no NVIDIA', [amd], [onnx], [webgpu], /NVIDIA only; programs .* webgpu$/],
    ['tensorflow is missing', [nvidia], [missingBackend('tensorflow')], [], /is unavailable$/],
    ['tensorflow was not asked', [nvidia], [onnx], [], /is not examined$/],
    ['TensorFlow cannot use it', [nvidia], [workingBackend('tensorflow')], [], /CUDA 11.2/],
  ])('says why none is used: %s', (_, cards, backends, providers, why) => {
    const facts = graphicsFacts(cards, backends, providers);
    expect(facts.usedBy).toBeNull();
    expect(facts.why).toMatch(why);
  });
});
