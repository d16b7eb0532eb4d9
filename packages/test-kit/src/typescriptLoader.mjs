// Lets a thread import TypeScript sources; preloaded with --import (see typescriptInWorkers.ts).
import { register } from 'node:module';

register('./typescriptHooks.mjs', import.meta.url);
