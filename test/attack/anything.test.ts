import { attackParameters, attackTrigger } from './anything';

describe('posts to the trigger', () => attackTrigger(16));

describe('parameters of the node', () => attackParameters(6));
