export { type Field, type Fields, MessageType } from './messageType.ts';
