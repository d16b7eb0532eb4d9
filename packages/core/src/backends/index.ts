export type { BackendInfo, BackendProvider } from './backendProvider.ts';
export { BackendRegistry, type ChosenBackend, type RefusedBackend } from './backendRegistry.ts';
