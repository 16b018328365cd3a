/** ZeroMQ's alphabet, without quotes, backslashes, commas and semicolons: https://rfc.zeromq.org/spec/32/ */
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';

const GROUP = /.{5}/g;

/** Bytes in Z85, five characters for four of them. Their number is a multiple of four. */
export function toZ85(bytes: Buffer): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += 4) {
		const value = bytes.readUInt32BE(at);
		for (let unit = 85 ** 4; unit >= 1; unit /= 85) text += DIGITS[Math.floor(value / unit) % 85];
	}
	return text;
}

/** The bytes of a text in Z85; any bytes for another text. */
export function fromZ85(text: string): Buffer {
	const groups = text.match(GROUP) ?? [];
	const bytes = Buffer.alloc(groups.length * 4);
	for (const [index, group] of groups.entries()) {
		const value = [...group].reduce((sum, digit) => sum * 85 + DIGITS.indexOf(digit), 0);
		bytes.writeUInt32BE(value >>> 0, index * 4);
	}
	return bytes;
}
