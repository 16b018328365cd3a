import type { NodeHint } from 'n8n-workflow';

/** Above the panes of the open node, before it runs: mistakes that no field can tell by itself. */
export const hints: NodeHint[] = [
	{
		message:
			"All items go to the same number. To write to each customer, drag the phone number from the input into 'To'.",
		type: 'warning',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
		displayCondition:
			'={{ $parameter["resource"] === "message" && /^[^=]/.test($rawParameter["to"] ?? "") && $input.all().length > 1 }}',
	},
	{
		message: 'To comes out empty for the first item. Check that the field in its expression is one of the input.',
		type: 'warning',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
		displayCondition:
			'={{ $parameter["resource"] === "message" && /^=/.test($rawParameter["to"] ?? "") && $input.all().length > 0 && !$parameter["to"] }}',
	},
	{
		message:
			"Customers who have not written in the last 24 hours get nothing. Set 'If the 24-Hour Window Is Closed' to 'Send a Template' to reach them too.",
		type: 'info',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
		displayCondition:
			'={{ $parameter["resource"] === "message" && $parameter["windowClosed"] === "fail" && $input.all().length > 1 }}',
	},
	{
		message: 'A variable of the template is empty. Drag a field of the input into it, or type a text.',
		type: 'warning',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
		displayCondition:
			'={{ $rawParameter["variables"]?.mappingMode === "defineBelow" && ($rawParameter["variables"].schema ?? []).some((field) => field.required && !field.removed && !($rawParameter["variables"].value ?? {})[field.id]) }}',
	},
];
