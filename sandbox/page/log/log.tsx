import { useState } from 'preact/hooks';
import { exactTime } from '../chat/times';
import { Icon } from '../icons';
import type { Texts } from '../texts/en';
import { useTexts } from '../texts/language';
import { search, type Entry } from './entries';
import './log.css';

/** Each request and webhook with its fate, newest first. */
export function Log({ entries }: { entries: readonly Entry[] }) {
	const { log: texts } = useTexts();
	const [words, setWords] = useState('');
	const found = search(entries, words);
	return (
		<section class="panel log" aria-label={texts.title}>
			<h2>{texts.title}</h2>
			<input
				type="search"
				aria-label={texts.search}
				placeholder={texts.searchHint}
				value={words}
				onInput={({ currentTarget }) => setWords(currentTarget.value)}
			/>
			<p class="found" role="status">
				{foundWords(found.length, entries.length, texts)}
			</p>
			<ul class="entries" tabIndex={0} aria-label={texts.entries}>
				{found.map((entry) => (
					<li key={entry.key}>
						<EntryView entry={entry} />
					</li>
				))}
			</ul>
		</section>
	);
}

function foundWords(found: number, all: number, texts: Texts['log']): string {
	if (all === 0) return texts.nothing;
	return found === all ? texts.all(all) : texts.found(found, all);
}

const EntryView = ({ entry }: { entry: Entry }) => (
	<details class={`entry ${entry.direction} ${entry.tone}`}>
		<summary>
			<span class="entry-title">
				<span aria-hidden="true">{entry.direction === 'request' ? '→' : '←'}</span> {entry.title}
			</span>
			<span class="fate">{entry.fate}</span>
			<Icon name="open" />
			<small>
				<time dateTime={new Date(entry.time).toISOString()}>{exactTime(entry.time)}</time> {entry.party}
			</small>
		</summary>
		{entry.parts.map(({ name, json }) => (
			<figure key={name}>
				<figcaption>{name}</figcaption>
				<pre tabIndex={0}>{json}</pre>
			</figure>
		))}
	</details>
);
