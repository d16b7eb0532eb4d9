import { libraryBuild } from '../../tsdown.base.ts';

export default libraryBuild({ main: 'src/main.ts', probe: 'src/probe.ts' });
