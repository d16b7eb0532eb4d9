// The files that every package starts with.

/**
 * @typedef {object} NewPackage
 * @property {string} name its folder and its name behind `@dlqr/`
 * @property {string} layer `base`, `engine` or `domain`
 * @property {string} description one line, as on the npm registry
 */

/**
 * @param {NewPackage} wanted
 * @returns {Record<string, string>} contents by path inside the package
 */
export function newPackageFiles({ name, layer, description }) {
  const code = { 'src/index.ts': 'export {};\n', 'README.md': readme(name, description) };
  return {
    ...code,
    'package.json': `${JSON.stringify(manifest(name, description), null, 2)}\n`,
    'turbo.json': `{ "extends": ["//"], "tags": ["${layer}"] }\n`,
    'tsconfig.json': '{ "extends": "../../tsconfig.base.json", "include": ["src"] }\n',
    'tsdown.config.ts': configuration('tsdown', 'libraryBuild', ''),
    'vitest.config.ts': configuration('vitest', 'packageTests', `'${name}'`),
  };
}

/**
 * @param {string} name
 * @param {string} description
 */
function manifest(name, description) {
  return {
    name: `@dlqr/${name}`,
    version: '0.0.0',
    description,
    license: 'Apache-2.0',
    type: 'module',
    engines: { node: '>=20.19' },
    sideEffects: false,
    files: ['dist'],
    exports: {
      '.': {
        '@dlqr/source': './src/index.ts',
        types: './dist/index.d.ts',
        default: './dist/index.js',
      },
      './package.json': './package.json',
    },
    scripts: {
      build: 'tsdown',
      package: 'node ../../scripts/checkPackage.mjs',
      types: 'tsc -p .',
      test: 'vitest run',
    },
    peerDependencies: { '@tensorflow/tfjs': '^4.22.0' },
    devDependencies: {
      '@dlqr/core': 'workspace:*',
      '@dlqr/test-kit': 'workspace:*',
      '@tensorflow/tfjs': 'catalog:',
    },
  };
}

/**
 * @param {string} name
 * @param {string} description
 */
function readme(name, description) {
  const fence = '```';
  return `# @dlqr/${name}

${description}.

${fence}sh
npm install @dlqr/${name} @tensorflow/tfjs
${fence}
`;
}

/**
 * @param {string} tool
 * @param {string} helper
 * @param {string} argument
 */
function configuration(tool, helper, argument) {
  return `import { ${helper} } from '../../${tool}.base.ts';

export default ${helper}(${argument});
`;
}
