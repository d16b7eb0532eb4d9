import { packageTests } from '../../vitest.base.ts';

export default packageTests('install-test', { testTimeout: 300_000, hookTimeout: 300_000 });
