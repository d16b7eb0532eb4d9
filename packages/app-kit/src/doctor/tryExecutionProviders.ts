// Which of onnxruntime's execution providers this machine can really use, each tried by itself.
import { isDlqrError } from '@dlqr/core/errors';

/** A provider of onnxruntime that its build for this platform may have. */
export interface ProviderCheck {
  readonly name: string;
  readonly usable: boolean;
  /** Why not, in one line; null when it is usable. */
  readonly reason: string | null;
}

/** What onnxruntime-node is built with, beside `cpu`, which needs no trial. */
const BUILT_WITH: Readonly<Record<string, readonly string[]>> = {
  'linux x64': ['webgpu', 'cuda'],
  'win32 x64': ['webgpu', 'dml'],
  'win32 arm64': ['webgpu', 'dml'],
  'darwin arm64': ['webgpu', 'coreml'],
};

/**
 * Has each provider run a small program. Native code that was never run on this machine is called:
 * a process that can be spared should do it.
 */
export async function tryExecutionProviders(
  platform: string = `${process.platform} ${process.arch}`,
): Promise<ProviderCheck[]> {
  const { registerOnnxBackend } = await import('@dlqr/backend-onnx');
  const tried = (BUILT_WITH[platform] ?? []).map((name): ProviderCheck => {
    try {
      registerOnnxBackend({ executionProviders: [name] });
      return { name, usable: true, reason: null };
    } catch (error) {
      if (!isDlqrError(error)) throw error;
      return { name, usable: false, reason: shortReason(name, error.message) };
    }
  });
  return [{ name: 'cpu', usable: true, reason: null }, ...tried];
}

/** onnxruntime's message without the place in its sources and our own words before it. */
export function shortReason(name: string, message: string): string {
  const own = message.slice(message.indexOf(`${name}: `) + name.length + 2).trim();
  const lines = own.replace(/^\/\S+\.cc:\d+ .*? was false\. /, '').split('\n');
  return (lines[0] ?? own).trim();
}
