import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { poll } from '../../../host/poll';
import { freePort, LOCALHOST } from '../../../host/ports';
import { localHttp } from '../../../host/localHttp';
import { makeCertificate } from '../certificate';

/** What the world sees of an n8n behind nginx, as on a server of one's own. */
export interface TlsProxy {
	/** `https://localhost:PORT`; below `PREFIX` n8n is there too, which sees nothing of that. */
	url: string;
	/** The same by IPv6. */
	url6: string;
	/** The certificate, which signs itself, as PEM, and the file that holds it. */
	ca: string;
	caFile: string;
	close(): Promise<void>;
}

/** A part of the path that nginx takes off, with the headers that it sends by itself. */
export const PREFIX = '/automation';

const config = (folder: string, port: number, target: number) => `
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${folder}/pid;
error_log ${folder}/problems.log;
events {}
http {
	access_log off;
	client_body_temp_path ${folder}/body;
	proxy_temp_path ${folder}/proxy;
	fastcgi_temp_path ${folder}/fastcgi;
	uwsgi_temp_path ${folder}/uwsgi;
	scgi_temp_path ${folder}/scgi;
	client_max_body_size 200m;
	server {
		listen ${LOCALHOST}:${port} ssl;
		listen [::1]:${port} ssl;
		ssl_certificate ${folder}/certificate.pem;
		ssl_certificate_key ${folder}/key.pem;
		location / {
			proxy_pass http://${LOCALHOST}:${target};
			proxy_http_version 1.1;
			proxy_set_header Host $http_host;
			proxy_set_header X-Forwarded-Proto https;
			proxy_set_header X-Forwarded-Host $http_host;
			proxy_set_header X-Forwarded-For $remote_addr;
		}
		location ${PREFIX}/ {
			proxy_pass http://${LOCALHOST}:${target}/;
		}
	}
}
`;

/** Starts nginx with TLS in front of a port of this machine. Debian's packages nginx-light and openssl have what it takes. */
export async function startTlsProxy(target: number): Promise<TlsProxy> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-99digital-tls-'));
	const { ca, caFile } = makeCertificate(folder);
	const port = await freePort();
	writeFileSync(join(folder, 'nginx.conf'), config(folder, port, target));
	const nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'], {
		env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
		stdio: 'ignore',
	});
	const url = `https://localhost:${port}`;
	const isUp = async () =>
		await localHttp.get(url, { validateStatus: () => true }).then(
			() => true as const,
			({ code }: { code?: string }) => (code === 'ECONNREFUSED' ? undefined : (true as const)),
		);
	await poll(isUp, { what: 'nginx' });
	return {
		url,
		url6: `https://[::1]:${port}`,
		caFile,
		ca,
		async close() {
			nginx.kill('SIGTERM');
			if (nginx.exitCode === null) await once(nginx, 'exit');
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
