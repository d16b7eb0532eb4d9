export {
  loadTensorflowBackend,
  type TensorflowBackend,
  type TensorflowBackendOptions,
} from './loadTensorflowBackend.ts';
export type { DeviceChoice, NativePackage } from './nativePackage.ts';
export { type TensorflowBackendInfo, tensorflowBackend } from './tensorflowBackend.ts';
