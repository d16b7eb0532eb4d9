import { packageTests } from '../../vitest.base.ts';

export default packageTests('ch04-binary', { testTimeout: 300_000 });
