import type { IWebhookDescription } from 'n8n-workflow';

const resumeAt = (httpMethod: 'GET' | 'POST'): IWebhookDescription => ({
	name: 'default',
	httpMethod,
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
});

/** Where a sleeping execution can be reached, as n8n wants it of every node that sends and waits. */
export const webhooks: IWebhookDescription[] = [resumeAt('GET'), resumeAt('POST')];
