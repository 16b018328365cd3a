import { attackParameters, attackTrigger } from './anything';

describe('posts to the trigger', () => attackTrigger(20));

describe('parameters of the node', () => attackParameters(8));
