/** n8n writes all that it ever writes; it reads this before its first line. */
process.env.N8N_LOG_LEVEL = 'debug';
