import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { LOCALHOST } from '../../host/ports';

/** A certificate that signs itself, and its key, as PEM. */
export interface Certificate {
	ca: string;
	caFile: string;
	key: string;
}

/** Makes a certificate for this machine with openssl: certificate.pem and key.pem in a folder. */
export function makeCertificate(folder: string): Certificate {
	const caFile = join(folder, 'certificate.pem');
	const keyFile = join(folder, 'key.pem');
	execFileSync(
		'openssl',
		[
			...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
			...['-keyout', keyFile, '-out', caFile, '-subj', '/CN=localhost'],
			...['-addext', `subjectAltName=DNS:localhost,IP:${LOCALHOST},IP:::1`],
		],
		{ stdio: 'ignore' },
	);
	return { ca: readFileSync(caFile, 'utf8'), caFile, key: readFileSync(keyFile, 'utf8') };
}
