/** What n8n responds with status 200, whatever is asked, between connecting to its database and being done with it. */
export const STARTING_UP = 'n8n is starting up. Please wait';
