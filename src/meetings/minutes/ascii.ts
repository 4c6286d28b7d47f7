/** Nearly all talk in English is plain ASCII, for which patterns without Unicode classes do, in half the time. */

export const isAscii = (text: string): boolean => IS_ASCII.test(text);

const IS_ASCII = /^[\0-\x7f]*$/;
