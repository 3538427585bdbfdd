// eslint for all JavaScript of the tree; src/test/style/run runs it from the top.
// How lines break is prettier's; here only that none is longer, comments and texts included.

import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['viz/build/', 'src/test/build/'] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      curly: 'error',
      eqeqeq: 'error',
      'max-len': ['error', { code: 100 }],
      'no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
  { files: ['viz/site/js/**'], languageOptions: { globals: globals.browser } },
  { files: ['viz/site/sw.js'], languageOptions: { globals: globals.serviceworker } },
  {
    files: [
      'viz/*.js',
      'viz/site/build.js',
      'viz/site/dictionary.js',
      'src/test/**',
      'src/packaging/**',
      'fetch/sample/**',
    ],
    languageOptions: { globals: globals.node },
  },
  {
    // what it writes has the lines of what it is written to
    files: ['src/packaging/**'],
    rules: { 'max-len': ['error', { code: 100, ignoreTemplateLiterals: true }] },
  },
  {
    // node's, with functions that run in a page
    files: ['viz/bench/**', 'viz/test/**'],
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
  },
];
