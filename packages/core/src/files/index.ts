export { readJson } from './readJson.ts';
export { writeFileAtomic, writeJsonAtomic } from './writeFileAtomic.ts';
