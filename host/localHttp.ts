import { Agent } from 'node:http';
import axios from 'axios';

/**
 * Talks to this machine only, so a proxy that the environment names is no business of it. Each request has a connection
 * of its own: a busy n8n closes idle ones just when they are used again.
 */
export const localHttp = axios.create({ proxy: false, httpAgent: new Agent({ keepAlive: false }) });
