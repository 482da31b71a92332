// Brings Google's own Node libraries, which know Google's addresses only, to
// the emulator at EMULATOR with the service-account key in the file KEY.
import { readFileSync } from 'node:fs';
import { JWT } from 'google-auth-library';

const base = process.env.EMULATOR;
export const key = JSON.parse(readFileSync(process.env.KEY, 'utf8'));

// redirect is fetch for whoever calls Google.
const fetchThere = globalThis.fetch;
function redirect(input, init) {
  const there = (url) => url.replace(/^https:\/\/[a-z0-9]+\.googleapis\.com\//, `${base}/`);
  return input instanceof Request
    ? fetchThere(new Request(there(input.url), input), init)
    : fetchThere(there(String(input)), init);
}
globalThis.fetch = redirect;

// signIn returns a client of the service account. The library signs for
// Google's token endpoint whatever the key file says, so the audience is named.
export function signIn(scopes, privateKey = key.private_key) {
  return new JWT({
    email: key.client_email,
    key: privateKey,
    scopes: scopes.map((scope) => `https://www.googleapis.com/auth/${scope}`),
    additionalClaims: { aud: key.token_uri },
    transporterOptions: { fetchImplementation: redirect },
  });
}
