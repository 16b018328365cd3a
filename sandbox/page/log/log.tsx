import { useState } from 'preact/hooks';
import { exactTime } from '../chat/times';
import { Icon } from '../icons';
import { search, type Entry } from './entries';
import './log.css';

/** Each request and webhook with its fate, newest first. */
export function Log({ entries }: { entries: readonly Entry[] }) {
	const [words, setWords] = useState('');
	const found = search(entries, words);
	return (
		<section class="panel log" aria-label="What the API saw">
			<h2>What the API saw</h2>
			<input
				type="search"
				aria-label="Search"
				placeholder="Search, such as a number or refused"
				value={words}
				onInput={({ currentTarget }) => setWords(currentTarget.value)}
			/>
			<p class="found" role="status">
				{foundWords(found.length, entries.length)}
			</p>
			<ul class="entries" tabIndex={0} aria-label="Requests and webhooks">
				{found.map((entry) => (
					<li key={entry.key}>
						<EntryView entry={entry} />
					</li>
				))}
			</ul>
		</section>
	);
}

function foundWords(found: number, all: number): string {
	if (all === 0) return 'Nothing yet. Run a workflow, or write as the customer.';
	return found === all ? `${all} of the latest` : `${found} of ${all}`;
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
