import { packageTests } from '../../vitest.base.ts';

export default packageTests('ch03-monitoring', { testTimeout: 300_000 });
