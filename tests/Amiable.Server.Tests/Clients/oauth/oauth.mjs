// The whole way of a program, by a library that others wrote: node oauth.mjs ADDRESS EMAIL PASSWORD. Prints a line for each thing that went well, and fails at the first that does not.
import assert from "node:assert/strict";
import * as oauth from "oauth4webapi";
import { Browser } from "./browser.mjs";

const [address, email, password] = process.argv.slice(2);
const insecure = { [oauth.allowInsecureRequests]: true };
const root = new URL(address);
const said = (what) => console.log(`ok: ${what}`);

// From a refused call to the server that gives tokens, as a program does that knows nothing but an address.
const refused = await fetch(new URL("/mcp", root), { method: "POST" });
const named = /resource_metadata="([^"]+)"/.exec((await fetch(new URL("/api/public/v1/organizations", root))).headers.get("www-authenticate"));
assert.ok(named, "The answer to a call without a token names no metadata.");
assert.equal(named[1], new URL("/.well-known/oauth-protected-resource", root).href);
const resource = await oauth.processResourceDiscoveryResponse(root, await oauth.resourceDiscoveryRequest(root, insecure));
const mcp = new URL("/mcp", root);
const ofMcp = await oauth.processResourceDiscoveryResponse(mcp, await oauth.resourceDiscoveryRequest(mcp, insecure));
assert.deepEqual(ofMcp.scopes_supported, ["mcp:read", "mcp:write"]);
assert.ok(refused.status >= 400);
const issuer = new URL(resource.authorization_servers[0]);
const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...insecure }));
assert.deepEqual(server.code_challenge_methods_supported, ["S256"]);
said("discovered");

const browser = new Browser(root);
await browser.signIn(email, password);

const redirect = "http://127.0.0.1:4711/back";
for (const method of ["none", "client_secret_basic", "client_secret_post"]) {
  const registration = await oauth.dynamicClientRegistrationRequest(
    server,
    { client_name: `Assistant ${method}`, redirect_uris: ["http://127.0.0.1/back"], token_endpoint_auth_method: method, grant_types: ["authorization_code", "refresh_token"] },
    insecure,
  );
  const client = await oauth.processDynamicClientRegistrationResponse(registration);
  const proof =
    method === "none" ? oauth.None() : method === "client_secret_post" ? oauth.ClientSecretPost(client.client_secret) : oauth.ClientSecretBasic(client.client_secret);
  said(`registered ${method}`);

  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const ask = new URL(server.authorization_endpoint);
  for (const [name, value] of Object.entries({
    client_id: client.client_id,
    redirect_uri: redirect,
    response_type: "code",
    scope: "openid profile email organizations:read",
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    resource: root.href,
    state,
  }))
    ask.searchParams.set(name, value);
  const back = await browser.send(ask.href, "/api/oauth/authorize", { decision: "allow" });
  assert.equal(back.status, 303, await back.text());
  const answer = oauth.validateAuthResponse(server, client, new URL(back.headers.get("location")), state);
  said(`allowed ${method}`);

  const exchange = (parameters) =>
    oauth.authorizationCodeGrantRequest(server, client, proof, parameters, redirect, verifier, { ...insecure, additionalParameters: { resource: root.href } });
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, await exchange(answer));
  assert.equal(tokens.expires_in, 3600);
  assert.equal(tokens.scope, "openid profile email organizations:read");
  const call = (token) => oauth.protectedResourceRequest(token, "GET", new URL("/api/public/v1/organizations", root), undefined, null, insecure);
  assert.equal((await call(tokens.access_token)).status, 200);
  const who = await oauth.processUserInfoResponse(server, client, oauth.skipSubjectCheck, await oauth.userInfoRequest(server, client, tokens.access_token, insecure));
  assert.equal(who.email, email);
  said(`worked ${method}`);

  const renew = (token) => oauth.refreshTokenGrantRequest(server, client, proof, token, insecure);
  const renewed = await oauth.processRefreshTokenResponse(server, client, await renew(tokens.refresh_token));
  assert.notEqual(renewed.refresh_token, tokens.refresh_token);
  assert.equal((await call(renewed.access_token)).status, 200);
  said(`renewed ${method}`);

  await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, proof, renewed.refresh_token, insecure));
  await assert.rejects(call(renewed.access_token), oauth.WWWAuthenticateChallengeError);
  await assert.rejects(async () => oauth.processRefreshTokenResponse(server, client, await renew(renewed.refresh_token)), { error: "invalid_grant" });
  said(`ended ${method}`);
}
