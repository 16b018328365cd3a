/** n8n prints every refused item, which a test expects; it reads this before its first line. */
process.env.N8N_LOG_LEVEL ??= 'silent';
