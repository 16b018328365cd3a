import type { ButtonsForm, Editor } from './editor';
import { MovingPicture } from './movingPicture';
import type { PhonePage } from './phonePage';

const PICTURE = 'https://www.example.com/shoes.jpg';

/** Of the half that shows n8n, in pixels. */
const WIDTH = 530;

/** Words that are others in each language. */
interface Words {
	/** Above n8n, and above the phone. */
	captions: readonly [string, string];
	/** The name of the phone on its page. */
	phone: string | RegExp;
}

/** A question with a picture and buttons goes out of n8n, a button is tapped, and the answer follows: a moving picture. */
export class ShoeStory {
	private readonly picture: MovingPicture;

	/** @param folder for the frames, which is left as it is */
	constructor(
		private readonly editor: Editor,
		private readonly phone: PhonePage,
		folder: string,
		private readonly words: Words,
	) {
		this.picture = new MovingPicture(editor.browser, folder);
	}

	/** Fills in the form, and sends it. */
	async ask(form: ButtonsForm): Promise<void> {
		await this.editor.addAction('99digital', '99digital', 'Send buttons');
		await this.editor.fillButtons(form);
		await this.editor.choose('header', 'Image');
		await this.editor.fill('headerUrl', PICTURE);
		await this.frame(2.5, await this.editor.photographFrom('operation'));
		await this.frame(2.5, await this.editor.photographFrom('text'));
		await this.editor.execute();
	}

	/** Taps a button of the bubble with this text, once it has come in. */
	async tap(bubble: string, button: string): Promise<void> {
		const offered = this.phone.bubble(bubble).getByRole('button', { name: button });
		await offered.waitFor();
		await this.frame(2, await this.editor.photographFrom('text'));
		await offered.hover();
		await this.frame(1.5, await this.editor.photographFrom('text'));
		await offered.click();
	}

	/** @param run the canvas of the run that has answered */
	async end(run: Buffer): Promise<void> {
		await this.frame(4.5, run);
	}

	/** Writes it, as `MovingPicture` does. */
	async save(path: string): Promise<void> {
		await this.picture.save(path);
	}

	private async frame(seconds: number, ofN8n: Buffer): Promise<void> {
		const { captions, phone } = this.words;
		const ofPhone = await this.phone.page.getByRole('region', { name: phone }).screenshot();
		await this.picture.frame(seconds, [
			{ caption: captions[0], png: ofN8n, width: WIDTH },
			{ caption: captions[1], png: ofPhone },
		]);
	}
}
