import { abandonedCart } from './ready/abandonedCart';
import { agentAndPerson } from './ready/agentAndPerson';
import { appointmentReminder } from './ready/appointmentReminder';
import { questionWithAnswers, supportMenu } from './ready/conversations';
import { hubspotLead, pipedriveLead } from './ready/crmLead';
import { leadInFourQuestions } from './ready/leadInFourQuestions';
import { oneTimeCode } from './ready/oneTimeCode';
import { orderStatus } from './ready/orderStatus';
import { quietHours } from './ready/quietHours';
import { reviewAfterPurchase } from './ready/reviewAfterPurchase';
import { unpaidInvoice } from './ready/unpaidInvoice';
import { voiceAndPictures } from './ready/voiceAndPictures';
import { watchTheConnection } from './ready/watchTheConnection';
import { ReadyWorld } from './ready/readyWorld';
import { sharedWorld } from '../support/n8n/world';

const world = new ReadyWorld(sharedWorld());

const tasks = {
	abandonedCart,
	appointmentReminder,
	hubspotLead,
	pipedriveLead,
	orderStatus,
	oneTimeCode,
	supportMenu,
	questionWithAnswers,
	leadInFourQuestions,
	agentAndPerson,
	voiceAndPictures,
	unpaidInvoice,
	reviewAfterPurchase,
	quietHours,
	watchTheConnection,
};

describe.each(Object.entries(tasks))('the ready workflow %s', (_, test) => test(world));
