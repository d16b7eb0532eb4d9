import { packageTests } from '../../vitest.base.ts';

export default packageTests('ch01-building-blocks', { testTimeout: 300_000 });
