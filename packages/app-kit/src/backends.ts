// The backends that the apps offer: each is loaded only when it is asked for or tried.
import { type BackendProvider, BackendRegistry, UnavailableError } from '@dlqr/core';

/** The registry of everything that may be installed beside the apps. */
export function appBackends(): BackendRegistry {
  return new BackendRegistry([
    lazyBackend('onnx', '@dlqr/backend-onnx', 'onnxBackend'),
    lazyBackend('tensorflow', '@dlqr/backend-tensorflow', 'tensorflowBackend'),
    lazyBackend('wasm', '@dlqr/backend-wasm', 'wasmBackend'),
  ]);
}

/** A provider whose package is imported at its first use, and may be absent. */
export function lazyBackend(
  name: string,
  packageName: string,
  exportName: string,
): BackendProvider {
  const installLine = `npm install ${packageName}`;
  let provider: BackendProvider | undefined;
  return {
    name,
    packageName,
    installLine,
    register: async () => {
      provider ??= await importProvider(packageName, exportName, installLine);
      return provider.register();
    },
    stepCompiler: () => provider?.stepCompiler?.() ?? null,
  };
}

async function importProvider(
  packageName: string,
  exportName: string,
  installLine: string,
): Promise<BackendProvider> {
  const module: Record<string, BackendProvider> = await import(packageName).catch(
    (cause: NodeJS.ErrnoException) => {
      const absent = cause.code === 'ERR_MODULE_NOT_FOUND' && cause.message.includes(packageName);
      const reason = absent ? 'it is not installed' : cause.message;
      throw new UnavailableError(`${packageName} cannot be loaded: ${reason}`, {
        cause,
        hint: `Install it: ${installLine}`,
      });
    },
  );
  return module[exportName] as BackendProvider;
}
