const { dest, src } = require('gulp');

/** n8n reads icons beside the built files, where the TypeScript compiler does not put them. */
const buildIcons = () => src('icons/*.svg').pipe(dest('dist/icons'));

exports['build:icons'] = buildIcons;
