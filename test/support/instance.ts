import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** With what the n8n of the tests signs its resume addresses. */
export const SIGNATURE_SECRET = 'of the tests';

// n8n-core reads them when it first signs, and keeps a file of its own in the folder.
process.env.N8N_HMAC_SIGNATURE_SECRET = SIGNATURE_SECRET;
process.env.N8N_ENCRYPTION_KEY = 'of the tests';
process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'n8n-99digital-instance-'));
