import { packageTests } from '../../vitest.base.ts';

export default packageTests('ch02-regression', { testTimeout: 300_000 });
