import { join } from 'node:path';

/** The folder of the project. */
export const root = join(__dirname, '../..');

/** The environment for lint tools: n8n's base plugin takes every file for every kind of file while NODE_ENV says "test". */
export const lintEnvironment = { ...process.env, NODE_ENV: undefined };
