import { packageTests } from '../../vitest.base.ts';

export default packageTests('ch05-multiclass', { testTimeout: 300_000 });
