import { isIPv6 } from 'node:net';

const PART = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const V4 = new RegExp(`(?<![\\w.])(?:${PART}\\.){3}${PART}(?![\\w]|\\.\\d)`, 'g');
/** Candidates only: times and C++ names look alike. */
const V6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{0,4}|(?:\d{1,3}\.){3}\d{1,3})(?![\w:])/gi;

/** Headers that carry the address of a caller. */
export const ADDRESS_HEADER =
  /^(?:x-(?:forwarded-for|real-ip|client-ip|cluster-client-ip|original-forwarded-for|envoy-external-address)|forwarded|via|cf-connecting-ip(?:v6)?|true-client-ip|fastly-client-ip|remote-addr)$/i;

/** Names of fields that hold an address. */
export const ADDRESS_FIELD =
  /^(?:ip|ip[-_]?addr(?:ess)?|client[-_]?ip|remote[-_]?(?:ip|addr(?:ess)?)|http_x_forwarded_for|http_x_real_ip)$/i;

/** IPv4 and IPv6 addresses within text. */
export const replaceAddresses = (text: string, replace: (address: string) => string): string => {
  const first = text.includes('.') ? text.replace(V4, replace) : text;
  return first.includes(':')
    ? first.replace(V6, (found) => (found.length > 2 && isIPv6(found) ? replace(found) : found))
    : first;
};
