import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../support/project';

interface Step {
	uses?: string;
	run?: string;
}

interface Job {
	needs?: string;
	if?: string;
	environment?: string;
	permissions?: Record<string, string>;
	steps: Step[];
}

interface GitHubWorkflow {
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const FOLDER = join(root, '.github', 'workflows');

const sources = readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const);

const workflow = (wanted: string) => parse(sources.find(([name]) => name === wanted)![1]) as GitHubWorkflow;

const commands = ({ steps }: Job) => steps.flatMap(({ run }) => run ?? []);

describe.each(sources)('%s', (_, source) => {
	it('takes each action at a commit, whose version stands beside it', () => {
		const used = source.split('\n').filter((line) => line.includes('uses:'));
		expect(used.length).toBeGreaterThan(0);
		expect(used.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
	});

	it('has no right but to read, unless a job says otherwise', () => {
		expect((parse(source) as GitHubWorkflow).permissions).toEqual({ contents: 'read' });
	});
});

describe('publishing', () => {
	const { build, publish } = workflow('publish.yml').jobs as { build: Job; publish: Job };

	it('builds and tests in a job without the right to publish', () => {
		expect(build.permissions).toBeUndefined();
		expect(commands(build)).toEqual(expect.arrayContaining(['npm test', 'npm pack --ignore-scripts']));
	});

	it('publishes what that job built, behind a protected environment, and runs nothing else', () => {
		expect(publish).toMatchObject({ needs: 'build', environment: 'npm', permissions: { 'id-token': 'write' } });
		expect(commands(publish)).toEqual(['npm publish ./*.tgz --ignore-scripts --provenance --access public']);
		expect(publish.steps.map(({ uses }) => uses?.split('@')[0])).toEqual([
			'actions/setup-node',
			'actions/download-artifact',
			undefined,
		]);
	});
});

describe('the weekly round', () => {
	const { round, tell } = workflow('newest.yml').jobs as { round: Job; tell: Job };

	it("runs in n8n's newest, without any right but to read", () => {
		expect(round.permissions).toBeUndefined();
		expect(commands(round)).toEqual(['npm run test:versions newest']);
	});

	it('opens an issue in a job of its own, which runs nothing of the project, unless the round was green', () => {
		expect(tell).toMatchObject({ needs: 'round', permissions: { issues: 'write' } });
		expect(tell.if).toContain("needs.round.result != 'success'");
		expect(tell.steps.flatMap(({ uses }) => uses ?? [])).toEqual([]);
		expect(commands(tell).join()).toContain('gh issue create');
	});
});
