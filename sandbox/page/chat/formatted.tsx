import { readMarks, type Mark, type Span } from './marks';

const elements: Readonly<Record<Mark, 'strong' | 'em' | 's' | 'code'>> = {
	bold: 'strong',
	italic: 'em',
	strike: 's',
	monospace: 'code',
};

/** A text as the phone shows it: each line finds its own direction, and marks take effect. */
export const Formatted = ({ text }: { text: string }) => (
	<div class="text">
		{text.split('\n').map((line, index) => (
			<p key={index} dir="auto">
				{line === '' ? <br /> : <Spans spans={readMarks(line)} />}
			</p>
		))}
	</div>
);

export const Spans = ({ spans }: { spans: readonly Span[] }) => <>{spans.map(toElement)}</>;

function toElement(span: Span) {
	if (typeof span === 'string') return span;
	const Element = elements[span.mark];
	return (
		<Element>
			<Spans spans={span.spans} />
		</Element>
	);
}
