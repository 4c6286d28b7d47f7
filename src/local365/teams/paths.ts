/** Addresses of the local Teams on this server. */

/** The connector's address, below which the Bot Connector's paths begin: a bot's `serviceUrl`. */
export const CONNECTOR_PATH = '/connector';
/** What people do in chats, for the local page, the command line and tests. */
export const CHAT_PATH = '/local365/chat';
