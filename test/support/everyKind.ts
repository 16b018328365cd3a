import { defaultAccount } from '../../sandbox/accounts';
import type { Sandbox } from '../../sandbox/server';

export const CUSTOMER = '972501234567';

const { apiKey, from } = defaultAccount;

/** Sends through the sandbox as a workflow would, and gives the message's id. */
export function send({ provider }: Sandbox, operation: string, body: object): string {
	const { wire } = provider.receive(operation, JSON.stringify({ apiKey, from, to: CUSTOMER, ...body }));
	const answer = wire.kind === 'response' ? (JSON.parse(wire.body) as { status: string; unique: string }) : undefined;
	if (answer?.status !== 'OK') throw new Error(`${operation} was not accepted: ${JSON.stringify(wire)}`);
	return answer.unique;
}

const link = (file: string): string => `https://www.example.com/${file}`;

/** A conversation with every kind of message that there is, in both directions. */
export function sayEverything(sandbox: Sandbox): void {
	const phone = sandbox.provider.phone(CUSTOMER);
	const hello = phone.write('שלום! יש *נעלי ריצה* במידה 38? 👟\nI need them _today_');
	send(sandbox, 'sendMessage', { body: 'Yes! ~₪400~ *₪320*, code `RUN-38`', replyTo: hello.unique });
	const question = send(sandbox, 'sendButtons', {
		header: 2,
		headerURL: link('shoe.jpg'),
		body: 'Your shoes are here! 👟\nWhen shall we bring them?',
		footer: 'Sandbox Shop',
		button1: 'Today',
		button2: 'מחר בבוקר',
		button2_id: 'tomorrow',
	});
	phone.react('❤️', question);
	send(sandbox, 'sendList', {
		header: 'Sandbox Shop',
		body: 'What can we do for you?',
		footer: 'We answer until 18:00',
		buttonText: 'Open the menu',
		...{ itemTitle1: 'Where is my order?', itemDescription1: 'Track a parcel on its way', itemId1: 'track' },
		...{ itemTitle2: 'החזרות והחלפות', itemDescription2: 'עד 14 יום', itemId2: 'returns' },
		...{ itemTitle3: 'Talk to a person', itemId3: 'person' },
	});
	send(sandbox, 'sendButtons', { header: 1, body: 'Our shop', button1: 'Visit us', buttonExternal: link('shop') });
	send(sandbox, 'sendButtons', { header: 1, body: 'Write to us', button1: 'Mail', buttonExternal: 'shop@example.com' });
	send(sandbox, 'sendTemplate', {
		name: 'appointment_reminder_he',
		headerType: 1,
		...{ bodyVariable1: 'נועה', bodyVariable2: 'יום שני', bodyVariable3: '10:30' },
	});
	send(sandbox, 'sendTemplate', {
		name: 'invoice_document',
		...{ headerType: 5, headerLink: link('invoice-17.pdf'), bodyVariable1: '17', bodyVariable2: '₪320' },
	});
	send(sandbox, 'sendTemplate', {
		name: 'birthday_coupon',
		...{ headerType: 1, bodyVariable1: 'Dana', couponCode: 'PARTY20', couponExpiration: '4102444800' },
	});
	send(sandbox, 'sendTemplate', { name: 'login_code', headerType: 1, otp: '481516' });
	send(sandbox, 'sendFile', { body: link('branch.png'), caption: 'Our branch' });
	send(sandbox, 'sendLocation', { lat: '32.0853', lng: '34.7818', caption: 'Herzl 1, Tel Aviv' });
	send(sandbox, 'sendContact', { contact_name: 'דנה לוי', contact_phone: '+972 50-765-4321' });
	send(sandbox, 'sendReaction', { unique: hello.unique, reaction: '👍' });
	phone.sendLocation(31.7683, 35.2137);
	phone.sendContact('Omer', '054-333-4455');
	phone.order([{ product: 'shoe' }, { product: 'laces' }]);
	phone.sendFile('document', link('receipt.pdf'), 'Is this right?');
}
