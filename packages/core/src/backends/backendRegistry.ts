// Chooses the backend that a program runs on, and says why.
import * as tf from '@tensorflow/tfjs';
import { UnavailableError, ValueError } from '../errors/index.ts';
import { setCurrentStepCompiler } from '../training/currentStepCompiler.ts';
import type { BackendInfo, BackendProvider } from './backendProvider.ts';
import { cpuBackend } from './cpuBackend.ts';

/** A backend that was tried and could not be had. */
export interface RefusedBackend {
  readonly name: string;
  readonly reason: string;
  readonly installLine: string;
}

/** The backend that was chosen. */
export interface ChosenBackend extends BackendInfo {
  readonly name: string;
  /** One sentence: what was asked, what was found. */
  readonly why: string;
  readonly refused: readonly RefusedBackend[];
}

/** Fastest first; `tensorflow` leads only with a GPU, since its CPU build is slower than `onnx`. */
const AUTO_ORDER = ['onnx', 'tensorflow', 'wasm', 'cpu'];

/** The backends of a program, in the order of preference; `cpu` is always among them. */
export class BackendRegistry {
  readonly #providers = new Map<string, BackendProvider>();

  constructor(providers: readonly BackendProvider[]) {
    for (const provider of [...providers, cpuBackend]) this.#providers.set(provider.name, provider);
  }

  /** The names that `choose` takes beside `auto`. */
  get names(): string[] {
    return [...this.#providers.keys()];
  }

  /** The provider of that name. */
  get(name: string): BackendProvider {
    const provider = this.#providers.get(name);
    if (provider) return provider;
    throw new ValueError(`there is no backend "${name}"; expected auto, ${this.names.join(', ')}`);
  }

  /**
   * Switches TensorFlow.js to a backend.
   *
   * `auto` takes tensorflow where its binary loads and finds a GPU, then onnx, tensorflow, wasm,
   * cpu: the first that this machine has.
   *
   * @throws {ValueError} when there is no backend of that name
   * @throws {UnavailableError} when the one named cannot be had; the hint has its install line
   * @example (await registry.choose('auto')).why // 'auto: wasm is the fastest backend installed here'
   */
  async choose(name: string): Promise<ChosenBackend> {
    if (name !== 'auto') {
      const info = await this.get(name).register();
      return this.#activate(name, info, `${name} was asked for`, []);
    }
    const refused: RefusedBackend[] = [];
    const gpu = await this.#tryRegister('tensorflow', refused);
    if (gpu?.device === 'gpu') {
      return this.#activate('tensorflow', gpu, 'auto: tensorflow finds a GPU', refused);
    }
    for (const candidate of AUTO_ORDER) {
      const info = candidate === 'tensorflow' ? gpu : await this.#tryRegister(candidate, refused);
      if (!info) continue;
      const why = `auto: ${candidate} is the fastest backend installed here`;
      return this.#activate(candidate, info, why, refused);
    }
    throw new UnavailableError('no backend works on this machine');
  }

  async #tryRegister(name: string, refused: RefusedBackend[]): Promise<BackendInfo | null> {
    const provider = this.#providers.get(name);
    if (!provider) return null;
    try {
      return await provider.register();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      refused.push({ name, reason: error.message, installLine: provider.installLine });
      return null;
    }
  }

  async #activate(
    name: string,
    info: BackendInfo,
    why: string,
    refused: readonly RefusedBackend[],
  ): Promise<ChosenBackend> {
    if (!(await tf.setBackend(name))) {
      throw new UnavailableError(`TensorFlow.js could not start the backend "${name}"`);
    }
    await tf.ready();
    setCurrentStepCompiler(this.get(name).stepCompiler?.() ?? null, name);
    return { ...info, name, why, refused };
  }
}
