// What an operator does with the published client; the outcome is one JSON object on standard output.
import { ManagementClient } from 'auth0';

const { DOMAIN, CLIENT_ID, CLIENT_SECRET, EMAIL, PASSKEY } = process.env;
const management = new ManagementClient({ domain: DOMAIN, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET });
const seen = {};

const refused = (call) => call.then(
  () => 'nothing was refused',
  ({ statusCode, body }) => ({ statusCode, errorCode: body?.errorCode, message: body?.message }),
);

// Clients
const client = await management.clients.create({
  name: 'Shop', app_type: 'native', oidc_conformant: true,
  grant_types: ['urn:okta:params:oauth:grant-type:webauthn', 'refresh_token'],
  mobile: { ios: { team_id: 'ABCDE12345', app_bundle_identifier: 'com.example.shop' } },
});
seen.clientCreated = client;
seen.clientRead = await management.clients.get(client.client_id);
seen.clientChanged = await management.clients.update(client.client_id, { name: 'The shop', description: 'Sells things' });
seen.clients = (await management.clients.list({ per_page: 50 })).data.map((each) => each.client_id);
seen.secretless = await refused(management.clients.rotateSecret(client.client_id));
const confidential = await management.clients.create({ name: 'Server', app_type: 'regular_web' });
seen.rotated = (await management.clients.rotateSecret(confidential.client_id)).client_secret !== confidential.client_secret;
await management.clients.delete(confidential.client_id);
await management.clients.delete(client.client_id);
seen.clientGone = await refused(management.clients.get(client.client_id));

// Connections
const connection = await management.connections.create({
  name: 'Contractors', strategy: 'auth0', enabled_clients: ['demo'],
  options: { attributes: { username: { identifier: { active: true }, signup: { status: 'required' } } } },
});
seen.connectionCreated = connection;
seen.connectionChanged = await management.connections.update(connection.id, {
  options: { authentication_methods: { passkey: { enabled: true }, password: { enabled: false } } },
});
const connections = [];
for await (const each of await management.connections.list({ strategy: 'auth0' })) {
  connections.push(each.name);
}
seen.connections = connections;
await management.connections.delete(connection.id);

// Custom domains
const domain = await management.customDomains.create({
  domain: 'login.shop.example', type: 'self_managed_certs', relying_party_identifier: 'shop.example',
});
seen.domainCreated = domain;
seen.domainChanged = await management.customDomains.update(domain.custom_domain_id, { relying_party_identifier: null });
seen.domains = (await management.customDomains.list()).map((each) => each.domain);
await management.customDomains.delete(domain.custom_domain_id);

// People and their passkeys
const user = await management.users.create({
  connection: 'Username-Password-Authentication', email: EMAIL, name: 'Ada', user_metadata: { plan: 'gold' },
});
seen.userCreated = user;
seen.userTwice = await refused(management.users.create({ connection: 'Username-Password-Authentication', email: EMAIL }));
seen.userRead = await management.users.get(user.user_id);
seen.userChanged = await management.users.update(user.user_id, { name: 'Ada Lovelace', app_metadata: { role: 'admin' }, user_metadata: { plan: null } });
seen.userBlocked = (await management.users.update(user.user_id, { blocked: true })).blocked;
seen.userUnblocked = (await management.users.update(user.user_id, { blocked: false })).blocked;
seen.userFound = (await management.users.list({ q: `email:"${EMAIL}"`, search_engine: 'v3' })).data.map((each) => each.user_id);
const imported = await management.users.authenticationMethods.create(user.user_id, JSON.parse(PASSKEY));
seen.passkeyImported = imported;
seen.passkeyNamed = await management.users.authenticationMethods.update(user.user_id, imported.id, { name: 'From elsewhere' });
seen.passkeys = (await management.users.authenticationMethods.list(user.user_id)).data;
await management.users.authenticationMethods.delete(user.user_id, imported.id);
seen.passkeysLeft = (await management.users.authenticationMethods.list(user.user_id)).data;

// What is left of it in the trail
for (let tries = 0; tries < 100 && !seen.log; tries++) {
  const logs = await management.logs.list({ search: `user_id:"${user.user_id}" AND type:sapi`, per_page: 10 });
  seen.log = logs.data[0];
  seen.log ?? await new Promise((resolve) => setTimeout(resolve, 200));
}
seen.logRead = await management.logs.get(seen.log.log_id);
seen.logsOfUser = (await management.users.logs.list(user.user_id)).data.length;
seen.logQueryWrong = await refused(management.logs.list({ search: 'type:(' }));

await management.users.delete(user.user_id);
seen.userGone = await refused(management.users.get(user.user_id));

console.log(JSON.stringify(seen));
