import { isAxiosError, type AxiosInstance, type Method } from 'axios';
import { localHttp } from '../localHttp';

export interface Owner {
	email: string;
	password: string;
}

/** What a browser needs to be signed in as this session: n8n ties the cookie to the ID of the browser it was given to. */
export interface SignedIn {
	browserId: string;
	cookies: Array<{ name: string; value: string }>;
}

const BROWSER_ID = 'n8n-nodes-99digital';

interface Call {
	body?: unknown;
	query?: Record<string, string>;
}

/** n8n refused a request; the message is n8n's own. */
export class RestError extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

/** A signed-in session with n8n's REST interface, which its editor uses. */
export class Session {
	private cookies: SignedIn['cookies'] = [];

	private constructor(private readonly http: AxiosInstance) {}

	get signedIn(): SignedIn {
		return { browserId: BROWSER_ID, cookies: this.cookies };
	}

	/**
	 * Signs the owner in; an n8n without an owner gets this one first.
	 * @param url where n8n is, e.g. `http://localhost:5678`
	 */
	static async open(url: string, owner: Owner): Promise<Session> {
		const http = localHttp.create({ baseURL: url, headers: { 'browser-id': BROWSER_ID } });
		const session = new Session(http);
		if (await session.isNew()) await session.call('POST', '/rest/owner/setup', { body: newOwner(owner) });
		await session.signIn(owner);
		return session;
	}

	/**
	 * Calls n8n.
	 * @returns the answer without the `data` that n8n wraps most of them in
	 * @throws RestError when n8n refuses
	 */
	async call<T>(method: Method, path: string, { body, query }: Call = {}): Promise<T> {
		try {
			const { data } = await this.http.request<{ data: T }>({ method, url: path, data: body, params: query });
			return isWrapped(data) ? data.data : (data as T);
		} catch (error) {
			if (!isAxiosError<{ message?: string }>(error) || !error.response) throw error;
			const { status, data } = error.response;
			throw new RestError(status, `${method} ${path}: ${data?.message ?? `status ${status}`}`);
		}
	}

	private async isNew(): Promise<boolean> {
		interface Settings {
			userManagement: { showSetupOnFirstLoad?: boolean };
		}
		const { userManagement } = await this.call<Settings>('GET', '/rest/settings');
		return userManagement.showSetupOnFirstLoad === true;
	}

	private async signIn({ email, password }: Owner): Promise<void> {
		const { headers } = await this.http.post('/rest/login', { emailOrLdapLoginId: email, password });
		const cookies = (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]!);
		this.http.defaults.headers.common.cookie = cookies.join('; ');
		this.cookies = cookies.map((cookie) => {
			const [name, ...value] = cookie.split('=');
			return { name: name!, value: value.join('=') };
		});
	}
}

const newOwner = (owner: Owner) => ({ ...owner, firstName: 'Shop', lastName: 'Owner' });

const isWrapped = (body: unknown): body is { data: unknown } =>
	typeof body === 'object' && body !== null && 'data' in body;
