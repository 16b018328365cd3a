// Runs a service that knows nothing of us, and ends it when our process ends, even by kill -9: then our end of the
// standard input closes. Its one argument is JSON: { command, args, user, stopSignal }.
const { spawn } = require('node:child_process');

const { command, args, user, stopSignal } = JSON.parse(process.argv[2]);
const service = spawn(command, args, { ...user, stdio: ['ignore', 'inherit', 'inherit'] });

service.once('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
service.once('exit', (code) => process.exit(code ?? 1));
process.stdin.once('close', () => service.kill(stopSignal)).resume();
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => service.kill(stopSignal));
