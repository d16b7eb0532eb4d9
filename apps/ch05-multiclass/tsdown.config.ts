import { libraryBuild } from '../../tsdown.base.ts';

export default libraryBuild({ main: 'src/main.ts', run: 'src/run.ts' });
