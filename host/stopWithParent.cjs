// Loaded into n8n before its own code. Our end of its standard input closes when our process ends, even by kill -9: then
// n8n must not stay behind. n8n's worker threads load this too, with a standard input of their own.
const { isMainThread } = require('node:worker_threads');

if (isMainThread) process.stdin.once('close', () => process.kill(process.pid, 'SIGTERM')).resume();
